import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  endHold,
  type FireLatch,
  mergeRecords,
  NEVER_SET,
  type ZoneRecord,
} from '../../../src/core/fire/latch.ts';
import { Bench } from '../support/bench.ts';

const fire = (id: string, ...ended: string[]): ZoneRecord => ({ hold: { as: 'fire', id }, ended });
const drill = (id: string, ...ended: string[]): ZoneRecord => ({ hold: { as: 'drill', id }, ended });
const clear = (...ended: string[]): ZoneRecord => ({ ended });

const rowsOf = (told: FireLatch) =>
  Object.entries(told).map(([key, record]) => ({ area: 'fire', key, value: JSON.stringify(record) }));

function startWith(latch: ZoneRecord | undefined, told: ZoneRecord | undefined): Bench {
  const reading = { kind: 'read', latch: latch === undefined ? {} : { main: latch } } as const;
  const rows = rowsOf(told === undefined ? {} : { main: told });
  return new Bench({ latch: reading, rows, settled: false, run: 7 }).wait(1);
}

const START = ['fire_start latch_restored'];
const RESET = ['fire_reset fire'];

/** What the fire events of a start say. */
const toldBy = (bench: Bench) =>
  bench.events
    .filter(({ kind }) => kind.startsWith('fire_') && kind !== 'fire_input')
    .map(({ kind, reason }) => `${kind} ${reason}`);

/** The table beside the chapter on fire in the README, row by row. */
const TABLE: readonly [
  string,
  ZoneRecord | undefined,
  ZoneRecord | undefined,
  'fire' | 'drill' | undefined,
  readonly string[],
][] = [
  ['both know it', fire('a'), fire('a'), 'fire', []],
  ['both know its end', clear('a'), clear('a'), undefined, []],
  ['power went before the commit', fire('a'), undefined, 'fire', START],
  ['the journal is new, or was put back from before', fire('b', 'a'), clear('a'), 'fire', START],
  ['a drill that the journal does not know', drill('a'), undefined, 'drill', ['fire_drill latch_restored']],
  ['power went before the latch was written', undefined, fire('a'), 'fire', []],
  ['the latch was put back from before', clear('a'), fire('b', 'a'), 'fire', []],
  ['power went before the commit of the reset', clear('a'), fire('a'), undefined, RESET],
  ['the journal was put back from during a fire', clear('a', 'b'), fire('a'), undefined, RESET],
  ['power went before the latch of the reset was written', fire('a'), clear('a'), undefined, []],
  ['the latch was put back from during a fire', fire('a'), clear('a', 'b'), undefined, []],
  ['the latch knows a later fire', fire('b', 'a'), fire('a'), 'fire', [...RESET, ...START]],
  ['the journal knows a later fire', fire('a'), fire('b', 'a'), 'fire', []],
  ['the journal is of another history, and clear', fire('b'), clear('x', 'y'), 'fire', START],
  ['the journal is of another history, in a fire', clear('a'), fire('x', 'w'), 'fire', []],
  ['each knows a fire of its own', fire('a'), fire('x'), 'fire', []],
  ['the journal knows the drill, the latch the fire', fire('b', 'a'), drill('a'), 'fire', START],
  ['the latch knows the drill, the journal the fire', drill('a'), fire('b', 'a'), 'fire', []],
  ['of a foreign drill and a fire the fire stays', drill('a'), fire('x'), 'fire', []],
];

describe('I1 what the latch and the journal know together', () => {
  for (const [what, latch, told, held, events] of TABLE) {
    it(what, () => {
      const bench = startWith(latch, told);
      assert.equal(bench.latch.main, held, 'the files');
      assert.equal(bench.isReleased('in') && bench.isReleased('out'), held !== undefined);
      assert.deepEqual(toldBy(bench), events);
      const again = bench.restart({ settled: false }).wait(1);
      assert.deepEqual(toldBy(again), [], 'it is told by now');
      assert.equal(again.isReleased('in'), held !== undefined, 'nothing changes by starting again');
      if (held === undefined) return;
      bench.online(1).input(1, 2, 'active');
      assert.equal(bench.order({ name: 'fire_reset', zone: 'main' }).answer.outcome, 'done');
      for (const copy of [latch, told]) {
        const record = { kind: 'read', latch: copy === undefined ? {} : { main: copy } } as const;
        const back = bench.restart({ latch: record, settled: false }).wait(1);
        assert.equal(back.isReleased('in'), false, 'the latch of before is put back: it has ended');
        const rows = rowsOf(copy === undefined ? {} : { main: copy });
        const other = bench.restart({ rows, settled: false }).wait(1);
        assert.equal(other.isReleased('in'), false, 'the journal of before is put back: it has ended');
      }
    });
  }

  it('a fire of which only the journal knows is in the latch files again at once', () => {
    const bench = startWith(undefined, fire('a'));
    assert.deepEqual(bench.record, { main: fire('a') });
    assert.deepEqual(bench.last('free_start').data, { restored: true });
    const [zone] = bench.core.status(bench.now).zones;
    assert.equal(zone!.state, 'latched');
  });

  it('an unreadable latch holds every zone whatever the journal knows, and is over with one reset', () => {
    for (const told of [undefined, clear('a'), drill('a'), fire('a')]) {
      const rows = rowsOf(told === undefined ? {} : { main: told });
      const bench = new Bench({ latch: { kind: 'unreadable' }, rows, run: 7 }).input(1, 2, 'active');
      assert.equal(bench.latch.main, 'fire');
      assert.deepEqual(toldBy(bench), ['fire_start latch_unreadable']);
      const known = bench.restart({ rows: rowsOf({ main: clear('a') }), settled: false });
      assert.equal(
        known.isReleased('in'),
        true,
        'a journal that knows the end of the old fire ends no doubt',
      );
      bench.order({ name: 'fire_reset', zone: 'main' });
      assert.equal(bench.restart({ rows }).isReleased('in'), false);
      assert.equal(bench.restart().isReleased('in'), false);
    }
  });

  it('the end of a fire in a zone that the configuration has lost is known and told as any other', () => {
    const latch = { kind: 'read', latch: { old: clear('a') } } as const;
    const bench = new Bench({ latch, rows: rowsOf({ old: fire('a') }), run: 7 }).input(1, 2, 'active');
    assert.deepEqual([toldBy(bench), bench.isReleased('in')], [RESET, false]);
    assert.deepEqual(toldBy(bench.restart()), []);
    const copy = bench.restart({ latch: { kind: 'read', latch: { old: fire('a') } } });
    assert.equal(copy.isReleased('in'), false, 'the latch of before is put back: it has ended');
  });

  it('a row of the journal that nobody can read is a zone that is set, until somebody resets it', () => {
    for (const value of ['"drill"', 'null', '{}', '{"hold":{"as":"none","id":"x"},"ended":[]}', '', '{"ho']) {
      const rows = [{ area: 'fire', key: 'main', value }];
      const bench = new Bench({ rows, run: 7 }).input(1, 2, 'active');
      assert.equal(bench.isReleased('in'), true, value);
      bench.order({ name: 'fire_reset', zone: 'main' });
      assert.equal(bench.restart().isReleased('in'), false, value);
      assert.equal(bench.restart({ rows }).isReleased('in'), true, 'the next one is another');
      const late = new Bench({ run: 8 });
      late.take(late.core.recall(rows, late.now));
      assert.equal(late.isReleased('in'), true, 'also one of a journal that is opened later');
    }
  });

  it('a fire that is told behind the late end of another is told by the next start, if power goes between them', () => {
    const latch = { kind: 'read', latch: { main: fire('b', 'a') } } as const;
    const rows = rowsOf({ main: fire('a') });
    const bench = new Bench({ latch, rows, settled: false, list: undefined, run: 7 });
    const told = bench.core.takeDrafts(100).filter(({ draft }) => draft.kind.startsWith('fire_'));
    assert.deepEqual(
      told.map(({ draft }) => draft.kind),
      ['fire_reset', 'fire_start'],
    );
    const [row] = told[0]!.changes;
    assert.ok(row?.op === 'put');
    const next = bench.restart({ rows: [row], settled: false }).wait(1);
    assert.deepEqual(toldBy(next), START);
  });

  it('a journal that can be read only later sets what it alone knows, and ends nothing', () => {
    const late = new Bench({ run: 7 }).input(1, 2, 'active');
    late.take(late.core.recall(rowsOf({ main: fire('a') }), late.now));
    assert.deepEqual([late.latch.main, late.isReleased('in')], ['fire', true]);
    const latch = { kind: 'read', latch: { main: fire('a') } } as const;
    const ended = new Bench({ latch, run: 7 });
    ended.take(ended.core.recall(rowsOf({ main: clear('a') }), ended.now));
    assert.equal(ended.isReleased('in'), true, 'nobody locks a lane that people are leaving by');
    const reset = late.order({ name: 'fire_reset', zone: 'main' });
    late.take(late.core.recall(rowsOf({ main: fire('a') }), late.now));
    assert.deepEqual([reset.answer.outcome, late.isReleased('in')], ['done', false], 'opened once more');
  });

  it('an end that a journal did not learn because it was opened later is told by the next start', () => {
    const latch = { kind: 'read', latch: { main: clear('a') } } as const;
    const late = new Bench({ latch, run: 7 });
    const rows = rowsOf({ main: fire('a') });
    late.take(late.core.recall(rows, late.now));
    assert.deepEqual([toldBy(late), late.isReleased('in')], [[], false]);
    assert.deepEqual(toldBy(late.restart({ rows })), RESET);
  });
});

describe('I1 whatever a zone has been through', () => {
  const history = fc.array(fc.constantFrom('fire', 'drill', 'end'), { maxLength: 24 });
  let ids = 0;
  const live = (from: ZoneRecord, acts: readonly ('fire' | 'drill' | 'end')[]): ZoneRecord[] => {
    const states = [from];
    for (const act of acts) {
      const last = states.at(-1)!;
      states.push(act === 'end' ? endHold(last) : endHold(last, { as: act, id: `h${++ids}` }));
    }
    return states;
  };

  it('of two copies of one history the later wins, if no more than eight holds have ended between them', () => {
    fc.assert(
      fc.property(history, fc.nat(), fc.nat(), (acts, one, other) => {
        const states = live(NEVER_SET, acts);
        const [early, late] = [one % states.length, other % states.length].sort((a, b) => a - b);
        fc.pre(late! - early! <= 8);
        for (const pair of [
          [states[early!]!, states[late!]!],
          [states[late!]!, states[early!]!],
        ] as const)
          assert.deepEqual(mergeRecords(...pair).hold, states[late!]!.hold);
      }),
    );
  });

  it('however far apart two copies are, and where one goes another way, what holds either way is held', () => {
    fc.assert(
      fc.property(history, history, history, (before, here, there) => {
        const fork = live(NEVER_SET, before).at(-1)!;
        const [one, other] = [live(fork, here).at(-1)!, live(fork, there).at(-1)!];
        const merged = mergeRecords(one, other);
        const own = [one, other].filter(({ hold }) => hold !== undefined && hold.id !== fork.hold?.id);
        assert.ok(own.length === 0 || merged.hold !== undefined);
        const isFire = own.some(({ hold }) => hold!.as === 'fire');
        assert.ok(!isFire || merged.hold!.as === 'fire');
        assert.ok(merged.ended.length <= 8);
        assert.equal(mergeRecords(merged, one).hold?.id, merged.hold?.id, 'asked again it says the same');
        assert.equal(mergeRecords(merged, other).hold?.id, merged.hold?.id);
      }),
    );
  });
});
