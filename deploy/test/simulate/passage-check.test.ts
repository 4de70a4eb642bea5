import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchPassages } from '../../simulate/checks/passage-check.ts';
import { Truth } from '../../simulate/people/truth.ts';
import type { Morning } from '../../simulate/world/morning.ts';

/** What is complained of where Ann, and Bob close behind her, go in, and passages of both are told at these times. */
function complaintsOf({ bobLeaves, toldAt }: { bobLeaves: number; toldAt: readonly number[] }): string[] {
  const truth = new Truth(() => 0);
  const way = { lane: 'north', direction: 'in' } as const;
  const plan = 'through';
  truth.observe({ kind: 'walk-began', person: 'ann', ...way, plan, atMs: 10_000 });
  truth.observe({ kind: 'walk-began', person: 'bob', ...way, plan, atMs: 10_800 });
  truth.observe({ kind: 'walk-ended', person: 'ann', ...way, outcome: 'passed', atMs: 11_000 });
  truth.observe({ kind: 'walk-ended', person: 'bob', ...way, outcome: 'passed', atMs: bobLeaves });
  const complaints: string[] = [];
  const events = toldAt.map((_, index) => ({
    seq: index + 1,
    event: { kind: 'passage', grant: `g${index}`, token: `t${index}`, ...way },
  }));
  matchPassages({
    truth,
    durable: toldAt.map((createdAt) => ({ createdAt })),
    cloud: { events },
    sites: {
      build: () => ({ sensors: 'pair' }),
      configured: { devices: [{ id: 'north-in', line: 'line' }] },
    },
    faults: { quietSince: () => true },
    complain: (complaint: string) => complaints.push(complaint),
  } as unknown as Morning);
  return complaints;
}

test('I4: a grant that nobody used is no passage of one who went in long ago, close behind another', () => {
  const [complaint, ...others] = complaintsOf({ bobLeaves: 11_800, toldAt: [11_100, 29_000] });
  assert.match(complaint ?? 'none', /^I4 no body for .*"token":"t1"/);
  assert.deepEqual(others, []);
});

test('I4: whose beam the next body takes over, and stands in, is told of when that one has left', () => {
  assert.deepEqual(complaintsOf({ bobLeaves: 21_000, toldAt: [21_050, 21_050] }), []);
});
