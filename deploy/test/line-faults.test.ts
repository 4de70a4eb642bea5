import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DeviceWish, type LineEvent, LineScheduler } from '@vratar/edge-agent/src/line/index.ts';
import { Bus, type WireFaults } from '@vratar/firmware-sim/line';
import {
  Pd,
  type PdFaults,
  type PdMemory,
  simulatedHardware,
  simulatedIdentity,
} from '@vratar/firmware-sim/pd';
import { Random } from '@vratar/firmware-sim/random';
import { FakeClock, type Timer } from '@vratar/firmware-sim/time';

const KEY = new Uint8Array(16).fill(0x42);
const NOTHING: DeviceWish = { outputs: [], leds: [], fire: false };
const PDS = 4;

/** The gate's scheduler and the simulator's readers on one simulated wire, under one clock that only we move. */
class Rig {
  readonly clock = new FakeClock(1000);
  readonly random: Random;
  readonly bus: Bus;
  readonly pds: Pd[];
  readonly events: LineEvent[] = [];
  readonly line: LineScheduler;
  #wake: Timer | undefined;

  constructor(seed: number, baud = 9600) {
    this.random = new Random(seed);
    this.bus = new Bus({ clock: this.clock, random: this.random, baud, acuBaud: baud });
    this.pds = Array.from({ length: PDS }, (_, address) => this.pd({ address, baud }));
    const security = { kind: 'secure', key: KEY } as const;
    this.line = new LineScheduler(
      { baud, devices: this.pds.map(({ address }) => ({ address, security })) },
      () => NOTHING,
      (size) => this.random.bytes(size),
    );
    this.bus.connectAcu((bytes) => this.feed({ kind: 'bytes', bytes }));
    this.feed({ kind: 'port', up: true, reason: 'opened' });
  }

  pd(memory: Pick<PdMemory, 'address' | 'baud'>): Pd {
    return new Pd({
      clock: this.clock,
      random: this.random,
      bus: this.bus,
      memory: { security: 'required', siteKey: KEY, install: false, ...memory },
      identity: simulatedIdentity(memory.address),
      hardware: simulatedHardware,
    });
  }

  feed(input: Parameters<LineScheduler['step']>[0]): void {
    const { send, events, wakeAt } = this.line.step(input, this.clock.now());
    this.events.push(...events);
    if (send !== undefined) this.bus.fromAcu(send);
    this.#wake?.cancel();
    this.#wake = Number.isFinite(wakeAt)
      ? this.clock.at(wakeAt, () => this.feed({ kind: 'wake' }))
      : undefined;
  }

  run(ms: number, until: () => boolean = () => false): boolean {
    const end = this.clock.now() + ms;
    while (!until() && this.clock.now() < end) this.clock.advance(5);
    return until();
  }

  online(address: number): boolean {
    return this.line.status().devices[address]!.phase === 'online';
  }

  allOnline(): boolean {
    return this.pds.every((_, address) => this.online(address));
  }

  polls(address: number): number {
    return this.line.status().devices[address]!.counters.polls;
  }

  /** A card is held to this reader until it is told, as people do; gives whether it was within `ms`. */
  tap(address: number, ms: number): boolean {
    const count = () =>
      this.events.filter((event) => event.kind === 'card' && event.address === address).length;
    const before = count();
    this.pds[address]!.present({ reader: 0, format: 1, bits: 34, data: Uint8Array.of(1, 2, 3, 4, 0) });
    return this.run(ms, () => count() > before);
  }
}

function started(seed = 1): Rig {
  const rig = new Rig(seed);
  assert.ok(
    rig.run(6000, () => rig.allOnline()),
    'all readers online at the start',
  );
  rig.run(2000);
  return rig;
}

/** A fault of one reader, and how long a card at another one may take meanwhile. */
const readerFaults: readonly (readonly [name: string, faults: Partial<PdFaults>, othersMs: number])[] = [
  ['answers nothing', { mute: true }, 1200],
  ['answers slowly, within what the standard allows', { slowMs: 120 }, 1200],
  ['answers later than the standard allows', { slowMs: 260 }, 1500],
  ['is always busy', { busyRate: 1 }, 1200],
  ['is busy now and then', { busyRate: 0.3 }, 1000],
  ['answers with the wrong sequence number', { wrongSequenceRate: 1 }, 1500],
  ['stops in the middle of its answers', { truncateRate: 1 }, 1200],
  ['sends wrong check fields', { badCheckRate: 1 }, 1200],
  ['sends a wrong check field now and then', { badCheckRate: 0.2 }, 1000],
  ['refuses everything as unknown', { nakRate: 1, nakCode: 3 }, 1000],
  ['refuses everything for its sequence number', { nakRate: 1, nakCode: 4 }, 1500],
  ['says that no session is open', { nakRate: 1, nakCode: 6 }, 1500],
  ['restarts in the middle of its answers', { rebootRate: 0.2 }, 1500],
];

for (const [name, faults, othersMs] of readerFaults) {
  test(`a reader that ${name} keeps no other from its cards, and is served when it is well again`, () => {
    const rig = started();
    rig.pds[2]!.setFaults(faults);
    for (let turn = 0; turn < 6; turn += 1) {
      rig.run(2500);
      assert.ok(rig.tap([0, 1, 3][turn % 3]!, othersMs), `tap ${turn}`);
    }
    const before = rig.polls(0);
    rig.run(10_000);
    assert.ok(rig.polls(0) - before > 20, `${rig.polls(0) - before} polls in 10 s`);
    rig.pds[2]!.setFaults({
      mute: false,
      slowMs: 0,
      busyRate: 0,
      wrongSequenceRate: 0,
      truncateRate: 0,
      badCheckRate: 0,
      nakRate: 0,
      rebootRate: 0,
    });
    assert.ok(
      rig.run(8000, () => rig.online(2)),
      'online again',
    );
    rig.run(1500);
    assert.ok(rig.tap(2, 1500), 'its cards are told again');
  });
}

const wireFaults: readonly (readonly [name: string, faults: Partial<WireFaults>])[] = [
  ['flips a bit in ten thousand', { bitErrorRate: 1e-4 }],
  ['flips a bit in a thousand', { bitErrorRate: 1e-3 }],
  ['loses bytes', { lostByteRate: 2e-3 }],
  ['doubles bytes', { doubledByteRate: 2e-3 }],
  ['carries bytes that nobody sent', { spuriousPerSecond: 5 }],
  ['echoes what the gateway sends', { echo: true }],
];

for (const [name, faults] of wireFaults) {
  test(`a wire that ${name} delays cards, and loses or doubles none`, () => {
    for (const seed of [1, 2, 3]) {
      const rig = started(seed);
      rig.bus.setFaults(faults);
      for (let turn = 0; turn < 12; turn += 1)
        assert.ok(rig.tap(turn % PDS, 6000), `seed ${seed}, tap ${turn}`);
      rig.run(3000);
      assert.equal(rig.events.filter(({ kind }) => kind === 'card').length, 12, `seed ${seed}`);
      assert.ok(rig.allOnline());
      rig.bus.close();
    }
  });
}

test('a cable that is cut for a minute is served within 6 s of its repair', () => {
  const rig = started();
  rig.bus.setFaults({ cut: true });
  rig.run(60_000);
  assert.ok(rig.pds.every((_, address) => !rig.online(address)));
  rig.bus.setFaults({ cut: false });
  assert.ok(rig.run(8000, () => rig.allOnline()));
});

test('two readers at one address spoil their own turns, and nobody else’s', () => {
  const rig = started();
  const twin = rig.pd({ address: 2, baud: 9600 });
  for (let turn = 0; turn < 6; turn += 1) {
    rig.run(2500);
    assert.ok(rig.tap([0, 1, 3][turn % 3]!, 1500), `tap ${turn}`);
  }
  twin.remove();
  assert.ok(rig.run(8000, () => rig.online(2)));
});

test('a reader at another speed is silent to us, and harmless', () => {
  const rig = started();
  rig.pds[2]!.reconfigure({ baud: 19_200 });
  for (let turn = 0; turn < 6; turn += 1) {
    rig.run(2500);
    assert.ok(rig.tap([0, 1, 3][turn % 3]!, 1500), `tap ${turn}`);
  }
  rig.pds[2]!.reconfigure({ baud: 9600 });
  assert.ok(rig.run(8000, () => rig.online(2)));
});
