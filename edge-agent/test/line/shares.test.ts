import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chanceOf, crowd } from './support/crowd.ts';
import { withFireInputs } from './support/test-line.ts';

const FOR_MS = 120_000;
const KINDS = ['LED', 'BUZ', 'TEXT', 'OUT'] as const;
type Kind = (typeof KINDS)[number];

/** The longest time that some reader went without a command of each kind while a crowd wanted one at every tap, ms. */
function inACrowd(count: number, fires: number, baud: number, turnaroundMs: number) {
  const line = withFireInputs(count, fires, baud, turnaroundMs);
  const longest: Record<Kind, number> = { LED: 0, BUZ: 0, TEXT: 0, OUT: 0 };
  const from = line.now;
  const last = new Map<string, number>();
  const note = (address: number, kind: Kind) => {
    const key = `${kind} ${address}`;
    longest[kind] = Math.max(longest[kind], line.now - (last.get(key) ?? from));
    last.set(key, line.now);
  };
  for (const pd of line.pds) {
    pd.executed.push = ({ kind }) => {
      const known = KINDS.find((wanted) => wanted === kind);
      if (known !== undefined) note(pd.options.address, known);
      return 0;
    };
  }
  crowd(line, chanceOf(11), FOR_MS);
  line.run(FOR_MS);
  for (const { options } of line.pds) for (const kind of KINDS) note(options.address, kind);
  const ages = line.of('card').map(({ at, lastEmptyAt }) => at - lastEmptyAt!);
  return { longest, oldestCard: Math.max(...ages) };
}

for (const [count, fires, baud, turnaroundMs, lampMs, soundMs] of [
  [8, 8, 9600, 0, 20_000, 90_000],
  [8, 1, 9600, 17, 25_000, 90_000],
  [4, 4, 9600, 17, 8000, 40_000],
  [8, 8, 115_200, 17, 4000, 8000],
] as const) {
  const name = `${count} readers, ${fires} fire inputs, ${baud} baud, turnaround ${turnaroundMs} ms`;
  test(`a crowd: each lamp, sound and text has its share, and no card becomes stale: ${name}`, () => {
    const { longest, oldestCard } = inACrowd(count, fires, baud, turnaroundMs);
    assert.ok(longest.LED <= lampMs, `a lamp waited for ${longest.LED} ms`);
    assert.ok(longest.BUZ <= soundMs, `a sound waited for ${longest.BUZ} ms`);
    assert.ok(longest.TEXT <= soundMs, `a text waited for ${longest.TEXT} ms`);
    assert.ok(longest.OUT <= 4500, `a release came after ${longest.OUT} ms`);
    assert.ok(oldestCard <= 3000, `a card of up to ${oldestCard} ms (I9)`);
  });
}
