import { Type } from 'typebox';
import { type Caller, mayAny, requireAct, schoolOf } from '../../accounts/index.ts';
import { type AddOpenRoute, exactly } from '../../api/index.ts';
import { inSchool } from '../../db/index.ts';
import type { CloudParts } from '../../server/capability.ts';
import { FleetEntry, fleetView, isBehind } from '../fleet-view.ts';
import { QuarantinedEvent, quarantine } from '../views/quarantine.ts';
import { GatewayId } from './schemas.ts';

const SHOWN = 200;

/** How gateways are. An operator sees all, a school its own. */
export function conditionRoutes(route: AddOpenRoute, parts: CloudParts): void {
  route({
    method: 'GET',
    url: '/fleet/gateways',
    who: 'signed_in',
    summary: 'Show how gateways are',
    description:
      '`behind`: only those that do not have the present list yet, where a blocked card may still open.',
    tag: 'fleet',
    query: exactly({ behind: Type.Optional(Type.Boolean()) }),
    answer: Type.Object({ gateways: Type.Array(FleetEntry) }),
    handle: async ({ caller, query }) => {
      const all = await visible(parts, caller);
      return { gateways: query.behind ? all.filter(isBehind) : [...all] };
    },
  });

  route({
    method: 'GET',
    url: '/fleet/quarantine',
    who: 'signed_in',
    summary: 'Show events that nobody could read',
    description: 'They wait, as they came, for a release that can: `vratar-cloud fleet replay`.',
    tag: 'fleet',
    query: exactly({ gateway: Type.Optional(GatewayId) }),
    answer: Type.Object({ events: Type.Array(QuarantinedEvent) }),
    handle: async ({ caller, query }) => {
      requireAct(caller, 'fleet.operate', {});
      return { events: [...(await quarantine(parts.jobs, { gateway: query.gateway, limit: SHOWN }))] };
    },
  });
}

function visible({ api, jobs, now }: CloudParts, caller: Caller) {
  const at = now().getTime();
  if (mayAny(caller.grants, 'fleet.operate', {})) return fleetView(jobs, at);
  const school = schoolOf(caller, 'gates.command');
  requireAct(caller, 'gates.command', { school });
  return inSchool(api, { school, account: caller.id }, (trx) => fleetView(trx, at, { school }));
}
