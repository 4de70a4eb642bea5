import { readFileSync } from 'node:fs';

/** The machine's two clocks. */
export interface MachineClock {
  /** Names this run of the machine between two boots. */
  readonly boot: string;
  /** Milliseconds since the boot, the same for all processes; never steps. */
  mono(): number;
  /** UTC milliseconds since 1970; may step. */
  utc(): number;
}

/** Linux: CLOCK_MONOTONIC counts from the boot that `boot_id` names, so that times of a restarted process compare. */
export function machineClock(): MachineClock {
  return {
    boot: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
    mono: () => Number(process.hrtime.bigint() / 1000n) / 1000,
    utc: () => Date.now(),
  };
}
