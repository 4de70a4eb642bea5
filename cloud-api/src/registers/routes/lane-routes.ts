import { Type } from 'typebox';
import { type AddSchoolRoute, exactly, nothing, someOf, Uuid } from '../../api/index.ts';
import { assertHere } from '../../roster/assert-here.ts';
import { rosterContext } from '../../roster/routes/context.ts';
import { addLane, correctLane, removeLane, renameGateway } from '../lanes.ts';
import { Code, GatewayId, LaneKind, Name } from '../schemas.ts';

const ByLane = exactly({ gateway: GatewayId, lane: Code });

/** Lanes of gateways that are there already. How they are wired is in the gateway's own configuration. */
export function laneRoutes(route: AddSchoolRoute): void {
  route({
    method: 'PATCH',
    url: '/gateways/:gateway',
    summary: 'Name a gateway anew',
    tag: 'school',
    act: 'gates.install',
    params: exactly({ gateway: GatewayId }),
    body: exactly({ name: Name }),
    answer: nothing,
    handle: ({ params, body, ...input }) => renameGateway(rosterContext(input), params.gateway, body.name),
  });

  route({
    method: 'POST',
    url: '/gateways/:gateway/lanes',
    summary: 'Enter a lane of a gateway',
    tag: 'school',
    act: 'gates.install',
    params: exactly({ gateway: GatewayId }),
    body: exactly({ id: Code, name: Name, kind: LaneKind, zone: Type.Optional(Uuid) }),
    answer: nothing,
    handle: async ({ params, body, ...input }) => {
      if (body.zone !== undefined) await assertHere(input, 'zone', body.zone, 'body/zone');
      await addLane(rosterContext(input), params.gateway, body);
    },
  });

  route({
    method: 'PATCH',
    url: '/gateways/:gateway/lanes/:lane',
    summary: 'Correct a lane',
    description: 'What is not named stays; a zone of null takes it away.',
    tag: 'school',
    act: 'gates.install',
    params: ByLane,
    body: someOf({
      name: Type.Optional(Name),
      kind: Type.Optional(LaneKind),
      zone: Type.Optional(Type.Union([Uuid, Type.Null()])),
    }),
    answer: nothing,
    handle: async ({ params, body, ...input }) => {
      if (typeof body.zone === 'string') await assertHere(input, 'zone', body.zone, 'body/zone');
      await correctLane(rosterContext(input), params, body);
    },
  });

  route({
    method: 'DELETE',
    url: '/gateways/:gateway/lanes/:lane',
    summary: 'Take a lane out that nothing was recorded on',
    description: 'Refused while gate rules name it, and while its gateway may still deliver something of it.',
    tag: 'school',
    act: 'gates.install',
    params: ByLane,
    answer: nothing,
    handle: ({ params, ...input }) => removeLane(rosterContext(input), params),
  });
}
