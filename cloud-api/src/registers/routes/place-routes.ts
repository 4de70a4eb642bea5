import { Type } from 'typebox';
import { type AddSchoolRoute, exactly, Made, Uuid } from '../../api/index.ts';
import { assertHere } from '../../roster/assert-here.ts';
import { rosterContext } from '../../roster/routes/context.ts';
import { addBuilding, addZone } from '../places.ts';
import { Address, Code, LocalTimeText, Name } from '../schemas.ts';
import { registerList } from './register-list.ts';

const BuildingView = Type.Object({
  id: Uuid,
  code: Type.String(),
  name: Type.String(),
  address: Type.String(),
  opens: Type.String(),
  closes: Type.String(),
});
const ZoneView = Type.Object({ id: Uuid, building: Uuid, code: Type.String(), name: Type.String() });

/** What is built: buildings, zones and sites. */
export function placeRoutes(route: AddSchoolRoute): void {
  registerList(route, {
    list: 'buildings',
    summary: 'List the buildings of the school',
    view: BuildingView,
    order: { by: ['code', 'id'] },
    rows: ({ trx, school }) =>
      trx
        .selectFrom('building')
        .select(['id', 'code', 'name', 'address', 'opens', 'closes'])
        .where('school', '=', school),
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

  registerList(route, {
    list: 'zones',
    summary: 'List the zones of the school',
    view: ZoneView,
    order: { by: ['code', 'id'] },
    rows: ({ trx, school }) =>
      trx.selectFrom('zone').select(['id', 'building', 'code', 'name']).where('school', '=', school),
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

  registerList(route, {
    list: 'sites',
    summary: 'List the sites: gateways that share one key and one allow list',
    view: Type.Object({ id: Uuid, name: Type.String() }),
    order: { by: ['name', 'id'] },
    rows: ({ trx, school }) => trx.selectFrom('site').select(['id', 'name']).where('school', '=', school),
  });
}
