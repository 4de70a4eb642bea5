import type { AllowListEntry, SitePolicy } from '@vratar/protocol/lists';
import type { AccessList } from '../../../edge-agent/src/core/index.ts';
import type { DeviceConfig } from '../../../edge-agent/src/line/index.ts';
import type { Person } from '../../../firmware-sim/src/school/population.ts';
import type { Site } from '../../../firmware-sim/src/site/index.ts';
import type { GatewayParts } from '../gateway/gateway.ts';
import type { MorningPlan } from './plan.ts';
import type { Sites } from './sites.ts';

/** A token that says which card it is: nothing here is secret, and a failing seed is easier to read. */
export const tokenOfCard = (uid: Uint8Array): string => `token-${Buffer.from(uid).toString('hex')}`;

export function gatewayLines(
  site: Site,
  { configured, keys }: Pick<Sites, 'configured' | 'keys'>,
  { baud }: Pick<MorningPlan, 'baud'>,
): GatewayParts['lines'] {
  const withFire = new Set(configured.fire.inputs.map(({ device }) => device));
  return site.lines.entries.map(([id, { bus }]) => {
    const devices = configured.devices
      .filter(({ line }) => line === id)
      .map((device): DeviceConfig => {
        const key = Uint8Array.from(Buffer.from(keys.get(device.id)!, 'hex'));
        const often = withFire.has(device.id) ? { inputsEveryMs: 1_000 } : {};
        return { address: device.address, security: { kind: 'secure', key }, ...often };
      });
    return { id, bus, config: { baud, latencyMs: 0, devices } };
  });
}

export function listOf(people: readonly Person[], utc: number): AccessList {
  const entries = people.map(({ id, cards }): AllowListEntry => {
    const token = tokenOfCard(Buffer.from(cards[0]!.uid, 'hex'));
    return { token, kind: 'pupil', status: 'active', holder: id, enrolments: [{ school: 's1' }] };
  });
  const map = new Map(entries.map((entry) => [entry.token, entry]));
  const policy: SitePolicy = {
    timezone: 'Europe/Sofia',
    language: 'bg',
    schools: ['s1'],
    groups: [],
    holidays: [],
    laneModes: [],
    passback: { mode: 'soft' },
    issuedAt: utc - 86_400_000,
  };
  return { version: 1, issuedAt: policy.issuedAt, policy, size: map.size, find: (token) => map.get(token) };
}
