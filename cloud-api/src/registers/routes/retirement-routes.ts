import { Type } from 'typebox';
import { type AddSchoolRoute, exactly, Moment, nothing } from '../../api/index.ts';
import { rosterContext } from '../../roster/routes/context.ts';
import { reinstateGateway, retireGateway } from '../retire-gateway.ts';
import { GatewayId } from '../schemas.ts';

const ByGateway = exactly({ gateway: GatewayId });

/** The end of a gateway's service, and its taking back. */
export function retirementRoutes(route: AddSchoolRoute): void {
  route({
    method: 'PUT',
    url: '/gateways/:gateway/retirement',
    summary: 'Take a gateway out of service',
    description:
      'It gets no list, key or command any more, what it sends is not taken, and no day waits for it. Its events, lanes ' +
      'and identifier stay. Switch it off first: its turnstiles go on by the last list, and whoever goes through them ' +
      'after `servedUntil` is taken for absent. Where no other gateway of its building serves, days stay in doubt until ' +
      'one does, unless `entranceClosed` says that nobody goes in there any more. Refused while it may hold events that ' +
      'have not arrived, unless `giveUp` says that they are lost; then `servedUntil` is not before it was heard last.',
    tag: 'school',
    act: 'gates.install',
    params: ByGateway,
    body: exactly({
      servedUntil: Type.Optional(Moment),
      giveUp: Type.Optional(Type.Boolean()),
      entranceClosed: Type.Optional(Type.Boolean()),
    }),
    answer: nothing,
    handle: ({ params, body: { servedUntil, ...body }, ...input }) =>
      retireGateway(rosterContext(input), params.gateway, {
        ...body,
        ...(servedUntil === undefined ? {} : { servedUntil: new Date(servedUntil) }),
      }),
  });

  route({
    method: 'DELETE',
    url: '/gateways/:gateway/retirement',
    summary: 'Put a retired gateway back into service',
    description: 'It delivers what it has kept; the days since then are in doubt until it has.',
    tag: 'school',
    act: 'gates.install',
    params: ByGateway,
    answer: nothing,
    handle: ({ params, ...input }) => reinstateGateway(rosterContext(input), params.gateway),
  });
}
