import type { Reply } from '@vratar/protocol/osdp';
import type { PdAddress } from '../../../src/line/contract.ts';
import { card, NOTHING, type TestLine } from './test-line.ts';
import type { TestPd } from './test-pd.ts';

/** Yields [0, 1). */
export type Chance = () => number;

/** Numbers of a linear congruence: a crowd needs no better ones, and a seed names it. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const GRANT_MS = 3000;

/** Reports that wait in a PD until it is asked: reads in order, the state of its inputs at most once among them. */
class Reports {
  readonly #pd: TestPd;
  readonly #waiting: (Reply | 'inputs')[] = [];

  constructor(pd: TestPd) {
    this.#pd = pd;
    pd.override = (command) => (command.kind === 'POLL' ? this.#next() : undefined);
  }

  input(input: number, active: boolean): void {
    this.#pd.inputs[input] = active ? 'active' : 'inactive';
    if (!this.#waiting.includes('inputs')) this.#waiting.push('inputs');
  }

  read(reply: Reply): void {
    this.#waiting.push(reply);
  }

  #next(): Reply {
    const next = this.#waiting.shift();
    if (next === 'inputs') return { kind: 'ISTATR', inputs: [...this.#pd.inputs] };
    return next ?? { kind: 'ACK' };
  }
}

/** From the green light until the body has left both beams, ms; and from there to the next tap. */
const STEPS_MS = [300, 420, 700, 850];
const NEXT_MS = 300;
const DAWDLE_MS = 900;
const COMMIT_MS = 10;

/**
 * A queue of people at every reader: each taps, is released with lamps, a sound and a text, walks through, and the next
 * one follows at once. The most that a morning asks of a line; it ends after `forMs`.
 */
export function crowd(line: TestLine, chance: Chance, forMs: number): void {
  const until = line.now + forMs;
  const reports = new Map(line.pds.map((pd) => [pd.options.address, new Reports(pd)]));
  const tap = (address: PdAddress): void => {
    if (line.now < until) reports.get(address)!.read(card(address));
  };
  const walk = (address: PdAddress): void => {
    for (const [n, step] of STEPS_MS.entries()) {
      const at = line.now + step + chance() * 100;
      line.at(at, () => reports.get(address)!.input(n % 2, n < 2));
    }
    line.at(line.now + STEPS_MS.at(-1)! + NEXT_MS + chance() * DAWDLE_MS, () => tap(address));
  };
  let ids = 0;
  line.react = (event) => {
    if (event.kind !== 'card') return;
    line.at(line.now + COMMIT_MS, () => grant(line, event.address, ++ids));
    walk(event.address);
  };
  for (const address of reports.keys()) line.at(line.now + chance() * 2000, () => tap(address));
}

function grant(line: TestLine, address: PdAddress, id: number): void {
  const lamp = { reader: 0, led: 0, onMs: 0, offMs: 0 } as const;
  line.wish(address, {
    ...NOTHING,
    outputs: [{ output: 0, kind: 'timed', energised: true, id, untilMs: line.now + GRANT_MS }],
    leds: [
      { ...lamp, on: 'red', off: 'red' },
      { ...lamp, on: 'green', off: 'green', temporary: { id, forMs: 1000 } },
    ],
    sound: { id, reader: 0, onMs: 100, offMs: 0, count: 1 },
    text: { id, reader: 0, text: 'Welcome', forMs: 1000 },
  });
}
