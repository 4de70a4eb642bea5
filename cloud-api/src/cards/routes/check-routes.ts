import { writeCard } from '@vratar/protocol/cards';
import { Type } from 'typebox';
import { type AddSchoolRoute, exactly } from '../../api/index.ts';
import { rosterContext } from '../../roster/routes/context.ts';
import type { CardContext } from '../context.ts';
import { type CheckedCard, checkCard, reportFound } from '../desk/check-card.ts';
import { holderNames } from '../read/holders.ts';
import { readUid } from './read-uid.ts';
import { CheckView as CheckSchema, type CheckView, Uid } from './schema.ts';

const UidBody = exactly({ uid: Uid });

/** Cards that lie on a desk. Their numbers come in the body: addresses end up in logs. */
export function checkRoutes(route: AddSchoolRoute): void {
  route({
    method: 'POST',
    url: '/cards/check',
    summary: 'Show what is known of a card on the reader',
    tag: 'cards',
    act: 'cards.manage',
    body: UidBody,
    answer: CheckSchema,
    handle: async ({ body, ...input }) => {
      const context = rosterContext(input);
      const card = readUid(body.uid);
      return checkView(context, writeCard(card), await checkCard(context, card));
    },
  });

  route({
    method: 'POST',
    url: '/cards/found',
    summary: 'Report a card that somebody handed in',
    description:
      'Its school is told where it lies. Whoever reports it learns whether the network knows it, no name.',
    tag: 'cards',
    act: 'cards.report',
    perMinute: 60,
    body: UidBody,
    answer: Type.Object({ known: Type.Boolean() }),
    handle: async ({ body, ...input }) => ({
      known: await reportFound(rosterContext(input), readUid(body.uid)),
    }),
  });
}

async function checkView(context: CardContext, number: string, checked: CheckedCard): Promise<CheckView> {
  if (checked.where !== 'here') return { where: checked.where, number };
  const { credential: id, type, label, state, holding, lowAssurance } = checked;
  const card = { id, type, label, state };
  if (holding === undefined) return { where: 'here', number, card, lowAssurance };
  const { person, kind, from, until, ended } = holding;
  const name = person === null ? undefined : (await holderNames(context, [person])).get(person);
  const last = {
    ...(person === null ? {} : { person }),
    ...(name === undefined ? {} : { name }),
    kind,
    from: from.toISOString(),
    ...(until === null ? {} : { until: until.toISOString() }),
    ...(ended === null ? {} : { ended }),
  };
  return { where: 'here', number, card, lowAssurance, last };
}
