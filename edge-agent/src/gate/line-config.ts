import { VratarError } from '@vratar/protocol/errors';
import type { EdgeConfig } from '../config/edge-config.ts';
import { FIRE_INPUTS_MS } from '../config/lines.ts';
import type { Secrets } from '../config/secrets.ts';
import { type DeviceConfig, type LineConfig, NETWORK_LATENCY_MS } from '../line/index.ts';

/** What the scheduler of one line needs to know, from the site's devices and their keys. */
export function lineConfig(id: string, { lines, site }: EdgeConfig, secrets: Secrets): LineConfig {
  const { port, baud, gapMs, latencyMs } = lines.find((line) => line.id === id)!;
  const withFire = new Set(site.fire.inputs.map((input) => input.device));
  const devices = site.devices.filter((device) => device.line === id);
  return {
    baud,
    gapMs,
    ...(port.kind === 'tcp' && { latencyMs: NETWORK_LATENCY_MS }),
    ...(latencyMs !== undefined && { latencyMs }),
    devices: devices.map(
      (device): DeviceConfig => ({
        address: device.address,
        check: device.check,
        security:
          device.security === 'clear'
            ? { kind: 'clear' }
            : { kind: 'secure', key: keyOf(device.id, secrets) },
        ...(withFire.has(device.id) && { inputsEveryMs: FIRE_INPUTS_MS }),
      }),
    ),
  };
}

function keyOf(device: string, secrets: Secrets): Uint8Array {
  const hex = secrets.devices[device];
  if (hex === undefined) throw new VratarError('device_key_missing', { device });
  return new Uint8Array(Buffer.from(hex, 'hex'));
}
