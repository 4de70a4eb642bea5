import { syncBuiltinESMExports } from 'node:module';
import type { TestContext } from 'node:test';
import { VratarError } from '@vratar/protocol/errors';
import type { Command, Reply } from '@vratar/protocol/osdp';
import type { Line, LineConfig, LineStatus } from '../../../src/line/index.ts';
import { secureDevice } from './test-line.ts';

const STEP_MS = 10;
const REOPENING_MS = 50;
const MEETING_MS = 300;
/** A PD that does not answer is given up. */
const SILENT_MS = 1000;

/**
 * What a change of speed sees of a line, under a clock that only moves when told to: PDs at speeds of their own, each met
 * some time after the port is where it is, and released when it is met and its zone is latched.
 */
export class MovingLine implements Line {
  readonly config: LineConfig;
  /** Where each PD is; undefined: it is dead. */
  readonly speeds: Map<number, number | undefined>;
  readonly burning = new Set<number>();
  readonly released = new Set<number>();
  /** What becomes of a PD that has agreed to go. */
  moves = (_address: number, to: number): number | undefined => to;
  baud: number;
  readonly #t: TestContext;
  #now = 0;
  #listed: readonly number[];
  readonly #metAt = new Map<number, number>();

  constructor(t: TestContext, count: number, baud = 9600) {
    this.#t = t;
    t.mock.timers.enable({ apis: ['setTimeout'] });
    syncBuiltinESMExports();
    t.after(() => {
      t.mock.timers.reset();
      syncBuiltinESMExports();
    });
    this.#listed = Array.from({ length: count }, (_, address) => address);
    this.config = { baud, devices: this.#listed.map(secureDevice) };
    this.baud = baud;
    this.speeds = new Map(this.#listed.map((address) => [address, baud]));
    for (const address of this.#listed) this.#metAt.set(address, 0);
  }

  /** The port is at this speed for these PDs alone. */
  isWith(baud: number, ...addresses: number[]): boolean {
    return this.baud === baud && String(this.#listed) === String(addresses);
  }

  fire(...addresses: number[]): void {
    for (const address of addresses) this.burning.add(address);
  }

  /** Runs until `until` is true, at most for a minute. @returns after how many ms it was */
  async run(until: () => boolean): Promise<number> {
    const from = this.#now;
    while (!until()) {
      if (this.#now - from > 60_000) throw new Error('not within a minute');
      this.#now += STEP_MS;
      this.#look();
      this.#t.mock.timers.tick(STEP_MS);
      await new Promise((done) => setImmediate(done));
    }
    return this.#now - from;
  }

  after(ms: number): Promise<number> {
    const at = this.#now + ms;
    return this.run(() => this.#now >= at);
  }

  isOnline(address: number): boolean {
    return (
      this.#listed.includes(address) && this.#now >= (this.#metAt.get(address) ?? Number.POSITIVE_INFINITY)
    );
  }

  async configure({ baud, devices }: LineConfig): Promise<void> {
    const isReopened = baud !== this.baud;
    this.baud = baud;
    this.#listed = devices.map(({ address }) => address);
    for (const address of [...this.#metAt.keys()])
      if (isReopened || !this.#listed.includes(address)) this.#metAt.delete(address);
    if (isReopened) await this.#wait(REOPENING_MS);
  }

  async send(address: number, command: Command, underFire = false): Promise<Reply> {
    if (this.burning.size > 0 && !underFire) throw new VratarError('device_under_fire', { address });
    if (command.kind !== 'COMSET' || !this.isOnline(address))
      throw new VratarError('device_offline', { address });
    const to = this.moves(address, command.baud);
    this.speeds.set(address, to);
    if (to === undefined) {
      await this.#wait(SILENT_MS);
      throw new VratarError('device_offline', { address });
    }
    return { kind: 'COM', address, baud: command.baud };
  }

  status(): LineStatus {
    const devices = this.#listed.map((address) => ({
      address,
      phase: this.isOnline(address) ? 'online' : 'meeting',
    }));
    return { baud: this.baud, devices } as unknown as LineStatus;
  }

  isFire(address: number): boolean {
    return this.burning.has(address);
  }

  touched(): void {}

  async commission(): Promise<void> {}

  async close(): Promise<void> {}

  #look(): void {
    for (const address of this.#listed) {
      if (this.speeds.get(address) !== this.baud) this.#metAt.delete(address);
      else if (!this.#metAt.has(address)) this.#metAt.set(address, this.#now + MEETING_MS);
      if (this.isOnline(address) && this.isFire(address)) this.released.add(address);
    }
  }

  #wait(ms: number): Promise<void> {
    return new Promise((done) => setTimeout(done, ms));
  }
}
