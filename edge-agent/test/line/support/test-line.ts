import { type Command, Framer, type Reply } from '@vratar/protocol/osdp';
import type { DeviceWish, LineEvent, PdAddress } from '../../../src/line/contract.ts';
import type { LineConfig } from '../../../src/line/scheduler/config.ts';
import type { LineEffects, LineInput } from '../../../src/line/scheduler/effects.ts';
import type { TaskResult } from '../../../src/line/scheduler/parts/tasks.ts';
import { LineScheduler } from '../../../src/line/scheduler/scheduler.ts';
import { TestPd, type TestPdOptions } from './test-pd.ts';

export const KEY = Uint8Array.from({ length: 16 }, (_, i) => 0xa0 + i);
export const NOTHING: DeviceWish = { outputs: [], leds: [], fire: false };

interface Due {
  readonly at: number;
  readonly run: () => void;
}

/** What is on the wire for a time; `damaged` when something else was there with it. */
interface Signal {
  readonly to: number;
  damaged: boolean;
}

export interface Sent {
  readonly at: number;
  readonly bytes: Uint8Array;
}

/**
 * A scheduler on a wire of exact speed under a clock that only moves when told to: bytes arrive when a real line would
 * have carried their last one, damaged where two were on it at once. Other faults are put in by the test.
 */
export class TestLine {
  readonly scheduler: LineScheduler;
  readonly pds: TestPd[];
  readonly events: LineEvent[] = [];
  readonly results: TaskResult[] = [];
  readonly sent: Sent[] = [];
  readonly wishes = new Map<PdAddress, DeviceWish>();
  now = 1000;
  /** Calls of the scheduler. */
  steps = 0;
  baud: number;
  turnaroundMs = 0;
  /** PDs that think otherwise. */
  readonly turnaroundOf = new Map<TestPd, number>();
  /** What the ACU hears of a reply; undefined: nothing. */
  distort: (reply: Uint8Array, from: TestPd) => Uint8Array | undefined = (reply) => reply;
  /** What the PDs hear of a command. */
  distortCommand: (bytes: Uint8Array) => Uint8Array = (bytes) => bytes;
  /** The ACU hears its own bytes. */
  echo = false;
  /** What the gate does about an event. */
  react: (event: LineEvent) => void = () => {};
  #queue: Due[] = [];
  #signals: Signal[] = [];
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
    this.steps += 1;
    const effects = this.scheduler.step(input, this.now);
    this.events.push(...effects.events);
    this.results.push(...effects.results);
    this.#wakeAt = effects.wakeAt;
    if (effects.send !== undefined) this.#carry(effects.send);
    for (const event of effects.events) this.react(event);
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
      this.now = Math.max(this.now, next);
      if (due !== undefined && due.at <= this.now) {
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

  pd(address: PdAddress): TestPd {
    return this.pds.find(({ options }) => options.address === address)!;
  }

  /** Commands of one kind that this PD executed. */
  executed(address: PdAddress, kind: string): readonly Command[] {
    return this.pd(address).executed.filter((command) => command.kind === kind);
  }

  bytesTime(count: number): number {
    return (count * 10_000) / this.baud;
  }

  #carry(bytes: Uint8Array): void {
    this.sent.push({ at: this.now, bytes });
    const end = this.now + this.bytesTime(bytes.length);
    if (this.echo) this.at(end, () => this.input({ kind: 'bytes', bytes }));
    const signal = this.#occupy(bytes.length);
    this.at(end, () => this.#atPds(this.distortCommand(signal.damaged ? garbled(bytes) : bytes)));
  }

  #atPds(bytes: Uint8Array): void {
    for (const found of new Framer().push(bytes)) {
      if (found.kind !== 'frame') continue;
      for (const pd of this.pds) {
        const reply = pd.take(found.frame);
        const heard = reply && this.distort(reply, pd);
        if (heard === undefined) continue;
        const turnaroundMs = this.turnaroundOf.get(pd) ?? this.turnaroundMs;
        this.at(this.now + turnaroundMs, () => this.#answer(heard));
      }
    }
  }

  #answer(bytes: Uint8Array): void {
    const signal = this.#occupy(bytes.length);
    this.at(signal.to, () => this.input({ kind: 'bytes', bytes: signal.damaged ? garbled(bytes) : bytes }));
  }

  /** The wire is taken by so many bytes from now on. */
  #occupy(count: number): Signal {
    const signal = { to: this.now + this.bytesTime(count), damaged: false };
    const others = this.#signals.filter(({ to }) => to > this.now + ROUNDING_MS);
    for (const each of others.length > 0 ? [...others, signal] : []) each.damaged = true;
    this.#signals = [...others, signal];
    return signal;
  }
}

const ROUNDING_MS = 1e-6;

/** What a receiver makes of two signals at once: no frame. */
const garbled = (bytes: Uint8Array) => bytes.map((byte) => byte ^ 0x5a);

/** A line of PDs that share the site's key, run until all are online. */
export function school(count: number, baud = 9600): TestLine {
  const pds = Array.from({ length: count }, (_, address) => new TestPd({ address, key: KEY }));
  const line = new TestLine({ baud, devices: pds.map(({ options }) => secureDevice(options.address)) }, pds);
  if (!line.run(10_000, () => line.of('online').length === count)) throw new Error('not all came online');
  line.run(1000);
  return line;
}

/** The same where the first readers carry a fire input. `strangers`: readers that are something else than one with the key. */
export function withFireInputs(
  count: number,
  fires: number,
  baud: number,
  turnaroundMs = 0,
  strangers: Readonly<Record<number, Omit<TestPdOptions, 'address'>>> = {},
): TestLine {
  const pds = Array.from(
    { length: count },
    (_, address) => new TestPd({ address, ...(strangers[address] ?? { key: KEY }) }),
  );
  const devices = pds.map(({ options: { address } }) => ({
    ...secureDevice(address),
    ...(address < fires ? { inputsEveryMs: 1000 } : {}),
  }));
  const line = new TestLine({ baud, devices }, pds);
  line.turnaroundMs = turnaroundMs;
  const members = count - Object.keys(strangers).length;
  if (!line.run(20_000, () => line.of('online').length === members)) throw new Error('not all came online');
  line.run(3000);
  return line;
}

export function secureDevice(address: PdAddress) {
  return { address, security: { kind: 'secure', key: KEY } } as const;
}

export function card(number: number): Reply {
  return { kind: 'RAW', reader: 0, format: 0, bits: 32, data: Uint8Array.of(1, 2, 3, number) };
}
