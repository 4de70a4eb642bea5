import type { SitePolicy } from '@vratar/protocol/lists';
import type { AccessList } from '../../../edge-agent/src/core/index.ts';
import type { DeviceConfig } from '../../../edge-agent/src/line/index.ts';
import type { Site } from '../../../firmware-sim/src/site/index.ts';
import type { GatewayParts } from '../gateway/gateway.ts';
import { type Card, entryOf } from './people.ts';
import type { MorningPlan } from './plan.ts';
import { BUILDING, type Sites } from './sites.ts';
import { policyOf, type StrictRules } from './strict-rules.ts';

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

export function listOf(cards: readonly Card[], strict: StrictRules | undefined, utc: number): AccessList {
  const map = new Map(cards.map((card) => [card.token, entryOf(card)]));
  const policy: SitePolicy = {
    timezone: 'Europe/Sofia',
    language: 'bg',
    schools: ['s1'],
    groups: [],
    holidays: [],
    laneModes: [],
    passback: { mode: 'soft' },
    ...policyOf(strict, BUILDING),
    issuedAt: utc - 86_400_000,
  };
  return { version: 1, issuedAt: policy.issuedAt, policy, size: map.size, find: (token) => map.get(token) };
}
