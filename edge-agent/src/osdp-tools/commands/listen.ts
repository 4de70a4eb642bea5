import { setTimeout as sleep } from 'node:timers/promises';
import { checkOf, type KeyOptions, type LineOptions } from '../options.ts';
import type { ToolIo } from '../tool-io.ts';
import { Device } from '../wire/device.ts';
import type { Traffic, Wire } from '../wire/wire.ts';
import { keyOf, withWire } from '../with-device.ts';

export type ListenOptions = LineOptions &
  KeyOptions & {
    /** Poll this address, instead of listening to what others say. */
    readonly poll?: number;
    /** Pause between polls, ms. */
    readonly interval: number;
    /** Stop after so many seconds. */
    readonly for?: number;
  };

const RETRY_MS = 1000;

/** Hands over the traffic of a line until it is stopped: listening only, or polling one device. */
export async function listen(
  io: ToolIo,
  target: string,
  options: ListenOptions,
  onTraffic: (traffic: Traffic) => void,
): Promise<void> {
  const stop =
    options.for === undefined ? io.stop : AbortSignal.any([io.stop, AbortSignal.timeout(options.for * 1000)]);
  await withWire(
    io,
    target,
    options,
    (wire) => (options.poll === undefined ? wire.untilStopped(stop) : poll(io, wire, options, stop)),
    onTraffic,
  );
}

async function poll(io: ToolIo, wire: Wire, options: ListenOptions, stop: AbortSignal): Promise<void> {
  const device = new Device(wire, options.poll!, { check: checkOf(options), random: io.random });
  while (!stop.aborted) {
    if (await meet(io, device, options)) await pollWhileAnswered(device, options.interval, stop);
    await pause(RETRY_MS, stop);
  }
}

async function meet(io: ToolIo, device: Device, options: KeyOptions): Promise<boolean> {
  if (!(await device.greet())) {
    io.note(device.silent().message);
    return false;
  }
  const key = keyOf(options);
  if (key === undefined) return true;
  return device.secure(key).then(
    () => true,
    (error: Error) => {
      io.note(error.message);
      return false;
    },
  );
}

async function pollWhileAnswered(device: Device, interval: number, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const answered = await device.ask({ kind: 'POLL' }).then(
      () => true,
      () => false,
    );
    if (!answered) return;
    await pause(interval, stop);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return sleep(ms, undefined, { signal }).catch(() => undefined);
}
