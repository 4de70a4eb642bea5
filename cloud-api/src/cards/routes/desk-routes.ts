import { VratarError } from '@vratar/protocol/errors';
import { Type } from 'typebox';
import { type AddSchoolRoute, ById, exactly, nothing, type SchoolInput, Uuid } from '../../api/index.ts';
import { assertHere, assertPerson } from '../../roster/assert-here.ts';
import { rosterContext } from '../../roster/routes/context.ts';
import type { CardContext } from '../context.ts';
import { blockCard, unblockCard } from '../desk/block-card.ts';
import { giveCard, givePassOnlyCard } from '../desk/give-card.ts';
import { replaceCard } from '../desk/replace-card.ts';
import { returnCard } from '../desk/return-card.ts';
import { type IssueBody, IssueBody as IssueSchema, SignatureBody } from './schema.ts';

/** What a card officer does with one card. Every act reaches the gates through the allow list. */
export function deskRoutes(route: AddSchoolRoute): void {
  route({
    method: 'POST',
    url: '/cards/:id/issue',
    summary: 'Give a card out of the stock',
    description:
      'To a person; to a visitor; or, signed for in the journal, to a family that refused processing.',
    tag: 'cards',
    act: 'cards.manage',
    params: ById,
    body: IssueSchema,
    answer: Type.Object({ journal: Type.Optional(Type.Integer({ description: 'Number in the journal.' })) }),
    handle: async ({ params, body, ...input }) => {
      const context = rosterContext(input);
      await assertHere(context, 'credential', params.id, 'params/id');
      return issue(context, params.id, body);
    },
  });

  route({
    method: 'POST',
    url: '/cards/:id/block',
    summary: 'Block a card at once',
    description:
      'Pupils block their own, parents those of their children. `lost` tells the finder where to bring it.',
    tag: 'cards',
    act: 'cards.block',
    on: 'inside',
    params: ById,
    body: exactly({ reason: Type.Enum(['lost', 'blocked']) }),
    answer: nothing,
    handle: async ({ params, body, ...input }) => {
      await requireHolder(input, params.id);
      await blockCard(rosterContext(input), params.id, body.reason);
    },
  });

  route({
    method: 'POST',
    url: '/cards/:id/unblock',
    summary: 'Give a blocked card back to whom it was taken from',
    tag: 'cards',
    act: 'cards.manage',
    params: ById,
    body: exactly({}),
    answer: nothing,
    handle: async ({ params, ...input }) => {
      await assertHere(input, 'credential', params.id, 'params/id');
      await unblockCard(rosterContext(input), params.id);
    },
  });

  route({
    method: 'POST',
    url: '/cards/:id/replace',
    summary: 'Give another card for one that is lost or does not work',
    description:
      'For the same person, in one step; where their family has refused processing and a signature comes along, without a name. The answer says whether the school may ask to be paid.',
    tag: 'cards',
    act: 'cards.manage',
    params: ById,
    body: exactly({
      next: Uuid,
      reason: Type.Enum(['lost', 'damaged', 'defect']),
      signature: Type.Optional(SignatureBody),
    }),
    answer: Type.Object({ chargeable: Type.Boolean() }),
    handle: async ({ params, body, ...input }) => {
      const context = rosterContext(input);
      await assertHere(context, 'credential', params.id, 'params/id');
      await assertHere(context, 'credential', body.next, 'body/next');
      return replaceCard(context, { old: params.id, ...body });
    },
  });

  route({
    method: 'POST',
    url: '/cards/:id/return',
    summary: 'Take a card back into the stock',
    tag: 'cards',
    act: 'cards.manage',
    params: ById,
    body: exactly({}),
    answer: nothing,
    handle: ({ params, ...input }) => returnCard(rosterContext(input), params.id),
  });
}

/** Whom a card of a kind is for. */
const HOLDERS = {
  pupil: ['student'],
  staff: ['staff'],
  temporary: ['student', 'staff'],
  visitor: [],
} as const;

async function issue(
  context: CardContext,
  credential: string,
  body: IssueBody,
): Promise<{ journal?: number }> {
  if (body.kind === 'pass_only')
    return { journal: await givePassOnlyCard(context, credential, body.signature) };
  const until = 'until' in body ? { until: new Date(body.until) } : {};
  if ('until' in body && new Date(body.until) <= context.now)
    throw new VratarError('period_past', {}, { field: 'body/until' });
  const uses = 'uses' in body && body.uses !== undefined ? { uses: body.uses } : {};
  const person = 'person' in body ? body.person : null;
  if (person !== null) await assertPerson(context, person, HOLDERS[body.kind], 'body/person');
  await giveCard(context, { credential, person, kind: body.kind, ...until, ...uses });
  return {};
}

/** Whose card it is decides who may block it. To somebody without the right a card that is not theirs is unknown. */
async function requireHolder(
  { trx, school, may }: Pick<SchoolInput<undefined, undefined, undefined>, 'trx' | 'school' | 'may'>,
  credential: string,
): Promise<void> {
  const row = await trx
    .selectFrom('credential_holding')
    .select('person')
    .where('credential', '=', credential)
    .where('school', '=', school)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  const aim = row?.person ? { person: row.person } : {};
  if (!may('cards.block', aim)) throw new VratarError('card_unknown_here');
  await assertHere({ trx, school }, 'credential', credential, 'params/id');
}
