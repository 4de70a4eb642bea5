import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { Bench, listOf, pupil } from '../support/bench.ts';
import { TRIPOD } from '../support/site.ts';

type Direction = 'in' | 'out';

const OPPOSITE = { in: 'out', out: 'in' } as const;
const READER = { in: 1, out: 2 } as const;

const list = listOf([pupil('ann'), pupil('bob'), pupil('eve')]);
const tripod = () => new Bench({ list }).input(1, 0, 'inactive').wait(100);
const without = () =>
  new Bench({ list, yaml: TRIPOD.replace(/sensors:[\s\S]*?(?= {4}in:)/, 'sensors: { kind: none }\n') });
const body = (gate: Bench) => gate.wait(100).input(1, 0, 'active').wait(100);

function slowly(gate: Bench): Bench {
  gate.autoCommit = false;
  return gate;
}

function ordered(gate: Bench, ...orders: Parameters<Bench['order']>[0][]): Bench {
  for (const order of orders) gate.order(order);
  return gate;
}

/** How the lane comes to be what the row says, and whose card is tapped then. */
const ROWS: Readonly<Record<string, { readonly make: () => Bench; readonly card?: string }>> = {
  'is idle': { make: tripod },
  'commits a grant (50 ms at most)': { make: () => slowly(tripod()).tap('ann') },
  'is granted and waits for the body': { make: () => tripod().tap('ann') },
  'is granted, the same card again': { make: () => tripod().tap('ann'), card: 'ann' },
  'is granted, without sensors': { make: () => without().tap('ann') },
  'sees a body between its sensors': { make: () => body(tripod().tap('ann')) },
  'sees a body, that card behind it': { make: () => body(tripod().tap('ann')).tap('bob') },
  'is free that way': {
    make: () => ordered(tripod(), { name: 'mode', lane: 'north', direction: 'in', mode: 'free' }).tap('bob'),
  },
  'was forced, siren sounding': { make: () => tripod().walk('in') },
  'is held, or its door stands open long': { make: () => body(tripod().tap('ann')).wait(11_000) },
  'is out of service': {
    make: () => ordered(tripod(), { name: 'lane_service', lane: 'north', inService: false }),
  },
  'is evacuated': { make: () => tripod().input(1, 2, 'inactive').wait(100) },
};

/** What a tap leads to at once. */
function tapped(gate: Bench, card: string, direction: Direction): string {
  const before = gate.stages.length;
  const isFire = gate.state() === 'evacuation';
  gate.tap(card, READER[direction]);
  return answerOf(gate, before) ?? (isFire ? 'noted' : 'no answer');
}

function answerOf({ stages }: Bench, before: number): string | undefined {
  const fresh = stages.slice(before);
  const refused = fresh.find(({ stage }) => stage === 'refused');
  if (refused !== undefined) return refused.code!;
  if (!fresh.some(({ stage }) => stage === 'decided')) return undefined;
  return fresh.some(({ stage }) => stage === 'opened') ? 'granted' : 'waits';
}

/** What a guard's order leads to at once. */
function ordersOf(gate: Bench, order: 'release' | 'attest', direction: Direction): string {
  const before = gate.stages.length;
  const place = { lane: 'north', direction } as const;
  const { answer } = gate.order(
    order === 'release'
      ? { name: 'release', ...place, reason: 'pupil' }
      : { name: 'attest', ...place, token: 'eve' },
  );
  if (answer.outcome !== 'done') return answer.code!;
  if (gate.events.at(-2)?.kind === 'guard_attested') return 'attested';
  return gate.stages.slice(before).some(({ stage }) => stage === 'opened') ? 'granted' : 'waits';
}

/** The words of the table, as what happens; of a guard: [same way, other way]. */
const CARD: Readonly<Record<string, string>> = {
  granted: 'granted',
  'granted: the next child': 'granted',
  'queued: one': 'waits',
  'the same tap: no answer': 'no answer',
  'noted, not needed': 'noted',
  'noted, tapped twice too': 'waits',
};
const GUARD: Readonly<Record<string, readonly [string, string]>> = {
  granted: ['granted', 'granted'],
  'queued: one': ['waits', 'waits'],
  'granted the same way, queued the other way': ['granted', 'waits'],
};

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
const [, table = ''] = readme.split('| the lane ');
const rows = table
  .slice(0, table.indexOf('\n\n'))
  .split('\n')
  .slice(2)
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

const coded = (cell: string): string | undefined => /^`(.*)`$/.exec(cell)?.[1];

describe('the table of the README: who may be granted', () => {
  it('has these rows', () =>
    assert.deepEqual(
      rows.map(([what]) => what),
      Object.keys(ROWS),
    ));

  for (const [what = '', same = '', other = '', guard = ''] of rows) {
    const { make, card = 'bob' } = ROWS[what] ?? { make: tripod };
    const expected = (cell: string) => coded(cell) ?? CARD[cell];

    it(`a lane that ${what}: ${same} | ${other}`, () => {
      assert.equal(tapped(make(), card, 'in'), expected(same));
      assert.equal(tapped(make(), card, 'out'), expected(other === 'same' ? same : other));
    });

    it(`a lane that ${what}, a guard: ${guard}`, () => {
      for (const direction of ['in', 'out'] as const) {
        if (what === 'is evacuated') {
          assert.equal(ordersOf(make(), 'attest', direction), 'attested');
          assert.equal(ordersOf(make(), 'release', direction), 'fire_zone_free');
          continue;
        }
        const words = GUARD[guard]?.[direction === 'in' ? 0 : 1] ?? coded(guard);
        for (const order of ['release', 'attest'] as const) {
          const gate = make();
          assert.equal(ordersOf(gate, order, direction), words, `${order} ${direction}`);
          // One waits, and no more.
          if (words === 'waits') assert.equal(ordersOf(gate, 'release', OPPOSITE[direction]), 'lane_busy');
        }
      }
    });
  }
});
