import { Type } from 'typebox';
import { type AddSchoolRoute, exactly, Moment, nothing, Uuid } from '../../api/index.ts';
import { FleetEntry, fleetView } from '../../fleet/fleet-view.ts';
import { assertHere } from '../../roster/assert-here.ts';
import type { RosterContext } from '../../roster/index.ts';
import { rosterContext } from '../../roster/routes/context.ts';
import { addGateway } from '../add-gateway.ts';
import { Code, GatewayId, LaneKind, Name } from '../schemas.ts';
import { triesInVain } from '../tries-in-vain.ts';
import { registerList } from './register-list.ts';

const Lane = { id: Code, name: Name, kind: LaneKind, zone: Type.Optional(Uuid) };
const { state: Condition, heardAt } = FleetEntry.properties;
const Ms = Type.Integer({ description: 'Milliseconds since 1970, UTC.' });
const GatewayView = Type.Object({
  id: Type.String(),
  site: Uuid,
  building: Uuid,
  name: Type.String(),
  state: Type.Enum(['new', 'enrolled', 'retired']),
  servedUntil: Type.Optional(Moment),
  condition: Type.Optional(Condition),
  heardAt,
  tried: Type.Optional(
    Type.Object(
      { at: Ms, from: Type.Optional(Type.String()) },
      { description: 'When a retired one tried to connect last, and from which address.' },
    ),
  ),
  lanes: Type.Array(Type.Object(Lane)),
});

/** Gateways of the school with their lanes. */
export function gatewayRoutes(route: AddSchoolRoute): void {
  registerList(route, {
    list: 'gateways',
    summary: 'List the gateways of the school with their lanes, and when each was heard',
    view: GatewayView,
    order: { by: ['id'] },
    rows: ({ trx, school }) =>
      trx
        .selectFrom('gateway')
        .select(['id', 'site', 'building', 'name', 'state', 'served_until'])
        .where('school', '=', school),
    shown: async (gateways, context) => {
      const lanes = await lanesByGateway(context);
      const { trx, school, now } = context;
      const conditions = new Map(
        (await fleetView(trx, now.getTime(), { school })).map((entry) => [entry.gateway, entry]),
      );
      const tries = await triesInVain(context);
      return gateways.map(({ served_until: until, ...gateway }) => {
        const { state: condition, heardAt } = conditions.get(gateway.id) ?? {};
        const tried = tries.get(gateway.id);
        return {
          ...gateway,
          ...(until === null ? {} : { servedUntil: until.toISOString() }),
          ...(condition === undefined ? {} : { condition }),
          ...(heardAt === undefined ? {} : { heardAt }),
          ...(tried === undefined ? {} : { tried }),
          lanes: lanes.get(gateway.id) ?? [],
        };
      });
    },
  });

  route({
    method: 'POST',
    url: '/gateways',
    summary: 'Enter a gateway with its lanes',
    description: 'Its site gets a key and an allow list. It is enrolled afterwards with a one-time code.',
    tag: 'school',
    act: 'gates.install',
    body: exactly({
      id: GatewayId,
      site: Uuid,
      building: Uuid,
      name: Name,
      lanes: Type.Array(exactly(Lane), { maxItems: 64 }),
    }),
    answer: nothing,
    handle: async ({ body, ...input }) => {
      await assertHere(input, 'site', body.site, 'body/site');
      await assertHere(input, 'building', body.building, 'body/building');
      for (const { zone } of body.lanes)
        if (zone !== undefined) await assertHere(input, 'zone', zone, 'body/lanes');
      await addGateway(rosterContext(input), body);
    },
  });
}

async function lanesByGateway({ trx, school }: RosterContext) {
  const rows = await trx
    .selectFrom('lane')
    .select(['gateway', 'id', 'name', 'kind', 'zone'])
    .where('school', '=', school)
    .orderBy('id')
    .execute();
  const lanes = rows.map(({ zone, ...lane }) => (zone === null ? lane : { ...lane, zone }));
  const of = new Map<string, Omit<(typeof lanes)[number], 'gateway'>[]>();
  for (const { gateway, ...lane } of lanes) of.set(gateway, [...(of.get(gateway) ?? []), lane]);
  return of;
}
