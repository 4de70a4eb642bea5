import type { DeviceConfig, DeviceSecurity } from './config.ts';

/** Whether two settings mean the same to a device that is already being spoken to. */
export function sameDevice(a: DeviceConfig, b: DeviceConfig): boolean {
  return (
    a.address === b.address &&
    (a.check ?? 'crc') === (b.check ?? 'crc') &&
    a.inputsEveryMs === b.inputsEveryMs &&
    sameSecurity(a.security, b.security)
  );
}

function sameSecurity(a: DeviceSecurity, b: DeviceSecurity): boolean {
  if (a.kind === 'clear' || b.kind === 'clear') return a.kind === b.kind;
  return a.key.length === b.key.length && a.key.every((byte, i) => byte === b.key[i]);
}
