import { parseCard } from '@vratar/protocol/cards';
import { Type } from 'typebox';
import { type AddSchoolRoute, pageOf, pageQuery } from '../../api/index.ts';
import { rosterContext } from '../../roster/routes/context.ts';
import { enrolBatch } from '../desk/enrol-batch.ts';
import { holderNames } from '../read/holders.ts';
import { countCards, listCards } from '../read/list-cards.ts';
import type { CredentialState } from '../tables.ts';
import { BatchBody, BatchView, CardState, CardType, CardView } from './schema.ts';

const STATES: readonly CredentialState[] = ['stock', 'issued', 'blocked', 'lost', 'retired'];

/** The school's cards, whoever has them. */
export function stockRoutes(route: AddSchoolRoute): void {
  route({
    method: 'GET',
    url: '/cards',
    summary: 'List the school’s cards, the newest first',
    tag: 'cards',
    act: 'cards.manage',
    query: pageQuery({ state: Type.Optional(CardState), type: Type.Optional(CardType) }),
    answer: pageOf(CardView),
    handle: async ({ query, ...input }) => {
      const context = rosterContext(input);
      const { limit, cursor, ...filter } = query;
      const asked = {
        ...(limit === undefined ? {} : { limit }),
        ...(cursor === undefined ? {} : { cursor }),
      };
      const { items, ...next } = await listCards(context, filter, asked);
      const names = await holderNames(
        context,
        items.map((card) => card.person),
      );
      const cards = items.map(({ person, kind, since, until, ...card }) => {
        const name = person === null ? undefined : names.get(person);
        return {
          ...card,
          ...(kind === null ? {} : { kind: kind as 'pupil' }),
          ...(person === null ? {} : { person }),
          ...(name === undefined ? {} : { name }),
          ...(since === null ? {} : { since: since.toISOString() }),
          ...(until === null ? {} : { until: until.toISOString() }),
        };
      });
      return { items: cards, ...next };
    },
  });

  route({
    method: 'GET',
    url: '/cards/counts',
    summary: 'Count the cards in each state',
    tag: 'cards',
    act: 'cards.manage',
    answer: Type.Object(Object.fromEntries(STATES.map((state) => [state, Type.Integer()]))),
    handle: async (input) => {
      const counts = await countCards(input);
      return Object.fromEntries(STATES.map((state) => [state, counts.get(state) ?? 0]));
    },
  });

  route({
    method: 'POST',
    url: '/cards/batch',
    summary: 'Take cards into the stock, as a desk reader reads them one after another',
    description: 'One answer for each, in order; what cannot be used does not stop the others.',
    tag: 'cards',
    act: 'cards.manage',
    body: BatchBody,
    answer: BatchView,
    handle: async ({ body, ...input }) => {
      const batch = body.cards.map(({ uid, label }) => ({
        read: parseCard(uid),
        type: body.type,
        ...(label === undefined ? {} : { label }),
      }));
      const outcomes = await enrolBatch(rosterContext(input), batch);
      const items = outcomes.map((outcome, index) => ({ uid: body.cards[index]!.uid, ...outcome }));
      return { items, added: outcomes.filter((one) => one.outcome === 'added').length };
    },
  });
}
