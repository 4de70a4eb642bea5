import { Type } from 'typebox';
import { type AddSchoolRoute, ById, exactly, Uuid } from '../../api/index.ts';
import { CardDelivery, cardDelivery } from '../views/card-delivery.ts';
import { SitePolicyVersion, sitePolicies } from '../views/site-policies.ts';

const SHOWN = 50;

/** What a school's gateways have of its cards and rules. */
export function listRoutes(route: AddSchoolRoute): void {
  route({
    method: 'GET',
    url: '/cards/:id/gateways',
    summary: 'Show where the last change of a card is in force',
    description: 'A blocked card may still open at a gateway whose `inForce` is false.',
    tag: 'cards',
    act: 'registers.see',
    params: ById,
    answer: CardDelivery,
    handle: ({ trx, params }) => cardDelivery(trx, params.id),
  });

  route({
    method: 'GET',
    url: '/fleet/gate-rules/versions',
    summary: 'Show which rules the gateways were given, newest first',
    description:
      'Schedules, holidays, lane modes, anti-passback; signed, with a version, inside the allow list.',
    tag: 'fleet',
    act: 'registers.see',
    query: exactly({ site: Type.Optional(Uuid) }),
    answer: Type.Object({ versions: Type.Array(SitePolicyVersion) }),
    handle: async ({ trx, query }) => ({
      versions: [...(await sitePolicies(trx, { site: query.site, limit: SHOWN }))],
    }),
  });
}
