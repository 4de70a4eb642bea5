import { Bus } from '../../src/line/index.ts';
import {
  Pd,
  type PdMemory,
  type PdOptions,
  simulatedHardware,
  simulatedIdentity,
} from '../../src/pd/index.ts';
import { Random } from '../../src/random/index.ts';
import { FakeClock } from '../../src/time/index.ts';
import { hex, toHex } from './bytes.ts';

export interface Heard {
  readonly hex: string;
  readonly atMs: number;
}

/** One line under a fake clock, with a hand-driven ACU. */
export class Rig {
  readonly clock = new FakeClock();
  readonly bus: Bus;
  #heard: { bytes: number[]; atMs: number } = { bytes: [], atMs: 0 };

  constructor(baud = 9600, acuBaud?: number) {
    const options = { clock: this.clock, random: new Random(1), baud };
    this.bus = new Bus(acuBaud === undefined ? options : { ...options, acuBaud });
    this.bus.connectAcu((bytes, atMs) => {
      this.#heard = { bytes: [...this.#heard.bytes, ...bytes], atMs };
    });
  }

  addPd(memory: Partial<PdMemory> = {}, change: Partial<PdOptions> = {}): Pd {
    return new Pd({
      clock: this.clock,
      random: new Random(2),
      bus: this.bus,
      memory: {
        address: 0,
        baud: 9600,
        security: 'plain',
        siteKey: undefined,
        install: false,
        ...memory,
      },
      identity: simulatedIdentity(1),
      hardware: simulatedHardware,
      ...change,
    });
  }

  /** Writes bytes and gives everything that the ACU hears in the next second, and when the last of it came. */
  exchange(command: string | Uint8Array): Heard {
    this.#heard = { bytes: [], atMs: 0 };
    const start = this.clock.now();
    this.bus.fromAcu(typeof command === 'string' ? hex(command) : command);
    this.clock.advance(1000);
    return { hex: toHex(Uint8Array.from(this.#heard.bytes)), atMs: this.#heard.atMs - start };
  }
}
