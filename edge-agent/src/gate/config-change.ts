import { VratarError } from '@vratar/protocol/errors';
import type { LoadedConfig } from '../config/load-config.ts';
import type { Secrets } from '../config/secrets.ts';
import { sameConfig } from '../core/config/same-config.ts';

/** Names that are new, gone, or not as they were. */
export interface Difference {
  readonly added: string[];
  readonly removed: string[];
  readonly changed: string[];
}

export interface ConfigChange {
  readonly lines: Difference;
  readonly devices: Difference;
  readonly lanes: Difference;
}

/** What a gate reads at its start only. `log` and `link` are other processes' matter. */
const FIXED = ['gateway', 'data', 'clock', 'socket', 'listKeys', 'gpio'] as const;

/**
 * Compares two configurations with their keys.
 * @throws VratarError `reload_needs_restart` for what a running gate cannot take over
 */
export function configChange(
  before: { readonly loaded: LoadedConfig; readonly secrets: Secrets },
  after: { readonly loaded: LoadedConfig; readonly secrets: Secrets },
): ConfigChange {
  const [old, next] = [before.loaded.config, after.loaded.config];
  for (const field of FIXED) {
    if (!sameConfig(old[field], next[field])) throw new VratarError('reload_needs_restart', { field });
  }
  if (before.secrets.siteKey !== after.secrets.siteKey) {
    throw new VratarError('reload_needs_restart', { field: 'siteKey' });
  }
  const keyed = ({ loaded, secrets }: typeof before) =>
    loaded.config.site.devices.map((device) => ({ ...device, key: secrets.devices[device.id] }));
  return {
    lines: difference(old.lines, next.lines),
    devices: difference(keyed(before), keyed(after)),
    lanes: difference(old.site.lanes, next.site.lanes),
  };
}

/** Devices that stay and are to have another key: they are met anew, and a wrong one takes their word about contacts. */
export function rekeyed(change: ConfigChange, before: Secrets, after: Secrets): readonly string[] {
  return change.devices.changed.filter((id) => before.devices[id] !== after.devices[id]);
}

function difference<T extends { readonly id: string }>(
  before: readonly T[],
  after: readonly T[],
): Difference {
  const old = new Map(before.map((one) => [one.id, one]));
  const named = new Set(after.map(({ id }) => id));
  return {
    added: after.filter(({ id }) => !old.has(id)).map(({ id }) => id),
    removed: before.filter(({ id }) => !named.has(id)).map(({ id }) => id),
    changed: after.filter((one) => old.has(one.id) && !sameConfig(old.get(one.id), one)).map(({ id }) => id),
  };
}
