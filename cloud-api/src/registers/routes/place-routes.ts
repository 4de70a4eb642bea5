import { Type } from 'typebox';
import {
  type AddSchoolRoute,
  exactly,
  Made,
  nothing,
  pageOf,
  pageQuery,
  readPage,
  Uuid,
} from '../../api/index.ts';
import { assertHere } from '../../roster/assert-here.ts';
import { rosterContext } from '../../roster/routes/context.ts';
import { addGateway } from '../add-gateway.ts';
import { addBuilding, addZone } from '../places.ts';
import { Address, Code, GatewayId, LaneKind, LocalTimeText, Name } from '../schemas.ts';

const BuildingView = Type.Object({
  id: Uuid,
  code: Type.String(),
  name: Type.String(),
  address: Type.String(),
  opens: Type.String(),
  closes: Type.String(),
});
const ZoneView = Type.Object({ id: Uuid, building: Uuid, code: Type.String(), name: Type.String() });
const GatewayView = Type.Object({
  id: Type.String(),
  site: Uuid,
  building: Uuid,
  name: Type.String(),
  state: Type.Enum(['new', 'enrolled', 'retired']),
  lanes: Type.Array(
    Type.Object({ id: Type.String(), name: Type.String(), kind: LaneKind, zone: Type.Optional(Uuid) }),
  ),
});

const GatewayBody = exactly({
  id: GatewayId,
  site: Uuid,
  building: Uuid,
  name: Name,
  lanes: Type.Array(exactly({ id: Code, name: Name, kind: LaneKind, zone: Type.Optional(Uuid) }), {
    maxItems: 64,
  }),
});

/** What is built: buildings, zones, sites, gateways and their lanes. */
export function placeRoutes(route: AddSchoolRoute): void {
  route({
    method: 'GET',
    url: '/buildings',
    summary: 'List the buildings of the school',
    tag: 'school',
    act: 'registers.see',
    query: pageQuery({}),
    answer: pageOf(BuildingView),
    handle: ({ trx, school, query }) =>
      readPage(
        trx
          .selectFrom('building')
          .select(['id', 'code', 'name', 'address', 'opens', 'closes'])
          .where('school', '=', school),
        { by: ['code', 'id'], list: 'buildings' },
        query,
      ),
  });

  route({
    method: 'POST',
    url: '/buildings',
    summary: 'Enter a building',
    tag: 'school',
    act: 'gates.install',
    body: exactly({
      code: Code,
      name: Name,
      address: Type.Optional(Address),
      opens: Type.Optional(LocalTimeText),
      closes: Type.Optional(LocalTimeText),
    }),
    answer: Made,
    status: 201,
    handle: async ({ body, ...input }) => ({ id: await addBuilding(rosterContext(input), body) }),
  });

  route({
    method: 'GET',
    url: '/zones',
    summary: 'List the zones of the school',
    tag: 'school',
    act: 'registers.see',
    query: pageQuery({}),
    answer: pageOf(ZoneView),
    handle: ({ trx, school, query }) =>
      readPage(
        trx.selectFrom('zone').select(['id', 'building', 'code', 'name']).where('school', '=', school),
        { by: ['code', 'id'], list: 'zones' },
        query,
      ),
  });

  route({
    method: 'POST',
    url: '/zones',
    summary: 'Enter a zone: a part of a building that is counted by itself',
    tag: 'school',
    act: 'gates.install',
    body: exactly({ building: Uuid, code: Code, name: Name }),
    answer: Made,
    status: 201,
    handle: async ({ body, ...input }) => {
      await assertHere(input, 'building', body.building, 'body/building');
      return { id: await addZone(rosterContext(input), body) };
    },
  });

  route({
    method: 'GET',
    url: '/sites',
    summary: 'List the sites: gateways that share one key and one allow list',
    tag: 'school',
    act: 'registers.see',
    query: pageQuery({}),
    answer: pageOf(Type.Object({ id: Uuid, name: Type.String() })),
    handle: ({ trx, school, query }) =>
      readPage(
        trx.selectFrom('site').select(['id', 'name']).where('school', '=', school),
        { by: ['name', 'id'], list: 'sites' },
        query,
      ),
  });

  route({
    method: 'GET',
    url: '/gateways',
    summary: 'List the gateways of the school with their lanes',
    tag: 'school',
    act: 'registers.see',
    query: pageQuery({}),
    answer: pageOf(GatewayView),
    handle: async ({ trx, school, query }) => {
      const rows = trx
        .selectFrom('gateway')
        .select(['id', 'site', 'building', 'name', 'state'])
        .where('school', '=', school);
      const { items, ...next } = await readPage(rows, { by: ['id'], list: 'gateways' }, query);
      const lanes = await trx
        .selectFrom('lane')
        .select(['gateway', 'id', 'name', 'kind', 'zone'])
        .where('school', '=', school)
        .orderBy('id')
        .execute();
      const of = Map.groupBy(lanes, (lane) => lane.gateway);
      const gateways = items.map((gateway) => ({
        ...gateway,
        lanes: (of.get(gateway.id) ?? []).map(({ gateway: _, zone, ...lane }) => ({
          ...lane,
          ...(zone === null ? {} : { zone }),
        })),
      }));
      return { items: gateways, ...next };
    },
  });

  route({
    method: 'POST',
    url: '/gateways',
    summary: 'Enter a gateway with its lanes',
    description: 'Its site gets a key and an allow list. It is enrolled afterwards with a one-time code.',
    tag: 'school',
    act: 'gates.install',
    body: GatewayBody,
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
