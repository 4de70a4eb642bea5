import type { GatewayState } from '@vratar/protocol/delivery';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Tally } from '../../ingest/tally.ts';
import { type HeardAlarm, saveAlarms } from './alarm-rows.ts';
import { Batcher } from './batcher.ts';
import { readAlarm, readState } from './read-presence.ts';
import { type HeardState, saveStates } from './status-rows.ts';

/** Takes the states and live alarms that gateways publish. */
export class Presence {
  readonly #states: Batcher<HeardState>;
  readonly #alarms: Batcher<HeardAlarm>;
  readonly #tally: Tally;

  /** @param pool connections of the role `ingest` */
  constructor(pool: Pool, log: Logger, tally: Tally) {
    this.#tally = tally;
    this.#states = new Batcher((rows) => saveStates(pool, rows), log);
    this.#alarms = new Batcher((rows) => saveAlarms(pool, rows), log, { delayMs: 5 });
  }

  /** @returns what kind of state it is; undefined for one that cannot be read */
  state(gateway: string, school: string, payload: Buffer, heardAt: number): GatewayState['kind'] | undefined {
    const state = readState(payload);
    if (state === undefined) this.#tally.add('state_invalid');
    else this.#states.add({ gateway, school, state, heardAt });
    return state?.kind;
  }

  alarm(gateway: string, school: string, payload: Buffer, heardAt: number): void {
    const alarm = readAlarm(payload);
    if (alarm === undefined) this.#tally.add('alarm_invalid');
    else this.#alarms.add({ ...alarm, gateway, school, heardAt });
  }

  /** Writes what waits. */
  async flush(): Promise<void> {
    await Promise.all([this.#states.flush(), this.#alarms.flush()]);
  }
}
