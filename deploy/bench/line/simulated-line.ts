import { type DeviceWish, LineScheduler } from '@vratar/edge-agent/src/line/index.ts';
import { Bus } from '@vratar/firmware-sim/line';
import { Pd, simulatedHardware, simulatedIdentity } from '@vratar/firmware-sim/pd';
import { Random } from '@vratar/firmware-sim/random';
import { FakeClock, type Timer } from '@vratar/firmware-sim/time';
import { KEY } from './bus-of-readers.ts';
import { emptyExchange, type LineShape, wire } from './limit.ts';

export interface SimulatedChoice {
  readonly shape: LineShape;
  /** From a card until its grant is durable, ms. */
  readonly commitMs: number;
  /** One more reader, switched off after it was online. */
  readonly silent: boolean;
  /** Readers that carry a fire input, whose inputs are read every second whatever it costs. */
  readonly withFire: number;
}

/** One loss of power, ms. */
export interface Return {
  /** From power to the reader's first answer. */
  readonly answered: number;
  /** From there to the release for a card that is shown to it. */
  readonly served: number;
}

const NOTHING: DeviceWish = { outputs: [], leds: [], fire: false };
const GRANT_MS = 1000;

/** Scheduler and readers in time that only we move: what is measured is the order of commands, and nothing else. */
export class SimulatedLine {
  readonly #choice: SimulatedChoice;
  readonly #clock = new FakeClock(1000);
  readonly #random = new Random(1);
  readonly #bus: Bus;
  readonly #readers: Pd[];
  readonly #line: LineScheduler;
  readonly #wishes = new Map<number, DeviceWish>();
  #wake: Timer | undefined;
  #grants = 0;
  #opened: number | undefined;
  #lastOther = 0;
  #replied: (address: number, atMs: number) => void = () => {};

  constructor(choice: SimulatedChoice) {
    this.#choice = choice;
    const { baud, devices, turnaroundMs } = choice.shape;
    this.#bus = new Bus({ clock: this.#clock, random: this.#random, baud });
    const count = devices + (choice.silent ? 1 : 0);
    this.#readers = Array.from({ length: count }, (_, address) => this.#reader(address, baud, turnaroundMs));
    this.#line = new LineScheduler(
      {
        baud,
        devices: this.#readers.map(({ address }) => ({
          address,
          security: { kind: 'secure', key: KEY },
          ...(address < choice.withFire ? { inputsEveryMs: 1000 } : {}),
        })),
      },
      (address) => this.#wishes.get(address) ?? NOTHING,
      (size) => this.#random.bytes(size),
    );
    this.#bus.connectAcu((bytes) => this.#feed({ kind: 'bytes', bytes }));
    this.#feed({ kind: 'port', up: true, reason: 'opened' });
    this.#clock.advance(10_000);
    if (choice.silent) this.#readers.at(-1)!.powerOff();
    this.#clock.advance(20_000);
  }

  /** One tap at a random phase of a line at rest: from the card to the last byte of OUT, ms. */
  tap(): number {
    this.#rest();
    const address = this.#random.int(0, this.#choice.shape.devices - 1);
    const presented = this.#clock.now();
    return this.#show(address) - presented;
  }

  /** One reader loses power for up to 20 s; a card is shown to it as soon as it has answered again. */
  loseAndReturn(): Return {
    const address = this.#random.int(0, this.#choice.shape.devices - 1);
    const reader = this.#readers[address]!;
    reader.powerOff();
    this.#clock.advance(1000 + this.#random.unit() * 19_000);
    const powered = this.#clock.now();
    reader.powerOn();
    let answeredAt: number | undefined;
    this.#replied = (at, atMs) => {
      if (at === address) answeredAt ??= atMs;
    };
    while (answeredAt === undefined) this.#step();
    const served = this.#show(address) - answeredAt;
    this.#clock.advance(2000);
    return { answered: answeredAt - powered, served };
  }

  /** Shows a card; gives the moment of its release. */
  #show(address: number): number {
    this.#opened = undefined;
    this.#readers[address]!.present({
      reader: 0,
      format: 1,
      bits: 34,
      data: Uint8Array.of(0x12, 0x34, 0x56, 0x78, 0x80),
    });
    while (this.#opened === undefined) this.#step();
    return this.#opened;
  }

  #step(): void {
    if (!this.#clock.step()) throw new Error('the line stands still');
  }

  #rest(): void {
    const { shape } = this.#choice;
    const cycle = shape.devices * emptyExchange(shape);
    const quiet = cycle + emptyExchange(shape) + wire(80, shape.baud) + shape.turnaroundMs;
    for (let turns = 0; this.#clock.now() - this.#lastOther < quiet && turns < 1000; turns += 1) {
      this.#clock.advance(quiet / 4);
    }
    // Long enough that every moment of the second of the status reads is met.
    this.#clock.advance(this.#random.unit() * 2000);
  }

  #reader(address: number, baud: number, turnaroundMs: number): Pd {
    return new Pd({
      clock: this.#clock,
      random: this.#random,
      bus: this.#bus,
      memory: { address, baud, security: 'required', siteKey: KEY, install: false },
      identity: simulatedIdentity(address),
      hardware: simulatedHardware,
      turnaroundMs,
      listener: {
        received: ({ command, atMs }) => {
          if (command?.kind === 'OUT') this.#opened = atMs;
          if (command !== undefined && command.kind !== 'POLL') this.#lastOther = atMs;
        },
        replied: (_entry: unknown, atMs: number) => this.#replied(address, atMs),
      },
    });
  }

  #feed(input: Parameters<LineScheduler['step']>[0]): void {
    const { send, events, wakeAt } = this.#line.step(input, this.#clock.now());
    if (send !== undefined) this.#bus.fromAcu(send);
    for (const event of events) if (event.kind === 'card') this.#decide(event.address);
    this.#wake?.cancel();
    this.#wake = Number.isFinite(wakeAt)
      ? this.#clock.at(wakeAt, () => this.#feed({ kind: 'wake' }))
      : undefined;
  }

  #decide(address: number): void {
    this.#clock.at(this.#clock.now() + this.#choice.commitMs, () => {
      this.#grants += 1;
      const untilMs = this.#clock.now() + GRANT_MS;
      const out = { output: 0, kind: 'timed', energised: true, id: this.#grants, untilMs } as const;
      const sound = { id: this.#grants, reader: 0, onMs: 100, offMs: 0, count: 1 };
      this.#wishes.set(address, { ...NOTHING, outputs: [out], sound });
      this.#feed({ kind: 'touched', address });
    });
  }
}
