import { Framer, type Reply } from '@vratar/protocol/osdp';
import type { LineConfig } from '../../../src/line/config.ts';
import type { DeviceWish, LineEvent, PdAddress } from '../../../src/line/contract.ts';
import type { LineEffects, LineInput } from '../../../src/line/effects.ts';
import type { TaskResult } from '../../../src/line/parts/tasks.ts';
import { LineScheduler } from '../../../src/line/scheduler.ts';
import type { TestPd } from './test-pd.ts';

export const KEY = Uint8Array.from({ length: 16 }, (_, i) => 0xa0 + i);
export const NOTHING: DeviceWish = { outputs: [], leds: [], fire: false };

interface Due {
  readonly at: number;
  readonly run: () => void;
}

export interface Sent {
  readonly at: number;
  readonly bytes: Uint8Array;
}

/**
 * A scheduler on a wire of exact speed under a clock that only moves when told to: bytes arrive when a real line would
 * have carried their last one. `distort` may change or drop what the ACU hears.
 */
export class TestLine {
  readonly scheduler: LineScheduler;
  readonly pds: TestPd[];
  readonly events: LineEvent[] = [];
  readonly results: TaskResult[] = [];
  readonly sent: Sent[] = [];
  readonly wishes = new Map<PdAddress, DeviceWish>();
  now = 1000;
  baud: number;
  turnaroundMs = 0;
  distort: (reply: Uint8Array, from: TestPd) => Uint8Array | undefined = (reply) => reply;
  #queue: Due[] = [];
  #wakeAt = Number.POSITIVE_INFINITY;
  #challenges = 1;

  constructor(config: LineConfig, pds: TestPd[]) {
    this.pds = pds;
    this.baud = config.baud;
    this.scheduler = new LineScheduler(
      config,
      (address) => this.wishes.get(address) ?? NOTHING,
      (size) => new Uint8Array(size).fill(this.#challenges++),
    );
    this.input({ kind: 'port', up: true, reason: 'opened' });
  }

  input(input: LineInput): LineEffects {
    const effects = this.scheduler.step(input, this.now);
    this.events.push(...effects.events);
    this.results.push(...effects.results);
    this.#wakeAt = effects.wakeAt;
    if (effects.send !== undefined) this.#carry(effects.send);
    return effects;
  }

  wish(address: PdAddress, wish: Partial<DeviceWish>): void {
    this.wishes.set(address, { ...NOTHING, ...wish });
    this.input({ kind: 'touched', address });
  }

  /** Runs until `until` is true or `ms` have passed; tells whether it came true. */
  run(ms: number, until: () => boolean = () => false): boolean {
    const end = this.now + ms;
    for (let turns = 0; turns < 100_000; turns += 1) {
      if (until()) return true;
      const due = this.#queue[0];
      const next = Math.min(due?.at ?? Number.POSITIVE_INFINITY, Math.max(this.#wakeAt, this.now));
      if (next > end) {
        this.now = end;
        return until();
      }
      this.now = next;
      if (due !== undefined && due.at <= next) {
        this.#queue.shift();
        due.run();
      } else this.input({ kind: 'wake' });
    }
    throw new Error('the line spins');
  }

  /** Something happens on the line later. */
  at(ms: number, run: () => void): void {
    this.#queue.push({ at: ms, run });
    this.#queue.sort((a, b) => a.at - b.at);
  }

  of<K extends LineEvent['kind']>(kind: K, address?: PdAddress): Extract<LineEvent, { kind: K }>[] {
    return this.events.filter(
      (event) =>
        event.kind === kind && (address === undefined || ('address' in event && event.address === address)),
    ) as Extract<LineEvent, { kind: K }>[];
  }

  status(address: PdAddress) {
    return this.scheduler.status().devices.find((device) => device.address === address)!;
  }

  bytesTime(count: number): number {
    return (count * 10_000) / this.baud;
  }

  #carry(bytes: Uint8Array): void {
    this.sent.push({ at: this.now, bytes });
    this.at(this.now + this.bytesTime(bytes.length), () => this.#atPds(bytes));
  }

  #atPds(bytes: Uint8Array): void {
    for (const found of new Framer().push(bytes)) {
      if (found.kind !== 'frame') continue;
      for (const pd of this.pds) {
        const reply = pd.take(found.frame);
        const heard = reply && this.distort(reply, pd);
        if (heard === undefined) continue;
        this.at(this.now + this.turnaroundMs + this.bytesTime(heard.length), () =>
          this.input({ kind: 'bytes', bytes: heard }),
        );
      }
    }
  }
}

export function secureDevice(address: PdAddress) {
  return { address, security: { kind: 'secure', key: KEY } } as const;
}

export function card(number: number): Reply {
  return { kind: 'RAW', reader: 0, format: 0, bits: 32, data: Uint8Array.of(1, 2, 3, number) };
}
