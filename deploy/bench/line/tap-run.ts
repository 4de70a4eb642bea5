import { emptyExchange, type LineShape, wire } from './limit.ts';
import { type LineUnderTest, startLine, type TestChoice } from './line-under-test.ts';

export interface TapRun {
  /** From the card's presentation to the last byte of OUT at the device, ms. */
  readonly taps: readonly number[];
  /** From the decision until the grant was durable, ms. */
  readonly commits: readonly number[];
}

const LOST_AFTER_MS = 10_000;
/** A lamp command with three records and its answer. */
const LONGEST_EXCHANGE_BYTES = 80;
/** Wiegand 34. */
const BITS = 34;

/**
 * `count` taps, one at a time, each at a random moment after the line has come to rest. Lines at low speed leave the
 * processor idle, so several of them share the work.
 */
export async function runTaps(choice: TestChoice, count: number, lines: number): Promise<TapRun> {
  const share = Math.ceil(count / lines);
  const runs = await Promise.all(Array.from({ length: lines }, () => runLine(choice, share)));
  return { taps: runs.flatMap(({ taps }) => taps), commits: runs.flatMap(({ commits }) => commits) };
}

async function runLine(choice: TestChoice, count: number): Promise<TapRun> {
  const line = await startLine(choice);
  const taps: number[] = [];
  try {
    while (taps.length < count) {
      await rest(line, choice.shape);
      taps.push(await tap(line, Math.floor(Math.random() * choice.shape.devices)));
    }
    return { taps, commits: line.acu.commits };
  } finally {
    await line.close();
  }
}

/** Until lamp, buzzer and status of the tap before are done, and then for a random part of a cycle. */
async function rest({ side }: LineUnderTest, shape: LineShape): Promise<void> {
  const cycle = shape.devices * emptyExchange(shape);
  const quiet = cycle + emptyExchange(shape) + wire(LONGEST_EXCHANGE_BYTES, shape.baud) + shape.turnaroundMs;
  while (side.clock.now() - side.lastOther < quiet) await sleep(quiet / 4);
  await sleep(Math.random() * cycle);
}

function tap({ side }: LineUnderTest, address: number): Promise<number> {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error(`the tap at ${address} was lost`)), LOST_AFTER_MS);
    side.onOut = (at, atMs) => {
      if (at !== address) return;
      clearTimeout(timer);
      side.onOut = () => {};
      done(atMs - presented);
    };
    const presented = side.clock.now();
    const data = Uint8Array.of(0x12, 0x34, 0x56, 0x78, 0x80);
    if (!side.readers[address]!.present({ reader: 0, format: 1, bits: BITS, data })) {
      fail(new Error('the reader took no card'));
    }
  });
}

function sleep(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
