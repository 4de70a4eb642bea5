import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LaneModeRule } from '@vratar/protocol/lists';
import { Bench, listOf, MORNING, pupil } from '../support/bench.ts';

const HOUR = 3_600_000;
const LESSONS: LaneModeRule = { days: [1, 2, 3, 4, 5], from: '08:00', to: '13:00', in: 'blocked' };

const ask = (bench: Bench, token: string, utc: number) =>
  bench.core.why({ token, lane: 'north', direction: 'in', utc }, bench.now);

describe('why', () => {
  it('asks the calendar of the moment in question, for the person and for the lane', () => {
    const bench = new Bench({ list: listOf([pupil('ann')], { laneModes: [LESSONS] }) });
    assert.equal(ask(bench, 'ann', MORNING).code, 'granted');
    assert.equal(ask(bench, 'ann', MORNING + HOUR).code, 'lane_blocked', 'at 08:20 the way in is shut');
    assert.equal(ask(bench, 'ann', MORNING + 14 * HOUR).code, 'outside_schedule', 'at 21:20');
    assert.equal(ask(bench, 'eve', MORNING).code, 'card_unknown');
  });

  it('says what a tap is told in the same moment, also before the gate has looked at its calendar again', () => {
    const bench = new Bench({ list: listOf([pupil('ann')], { laneModes: [LESSONS] }) });
    bench.utc = MORNING + (2 / 3) * HOUR;
    assert.equal(ask(bench, 'ann', bench.utc).code, 'lane_blocked', 'at 08:00');
    assert.equal(bench.tap('ann').last('denied').reason, 'lane_blocked');
  });

  it('changes nothing: neither journal, nor lane, nor the calendar of the next tap', () => {
    const bench = new Bench({ list: listOf([pupil('ann')], { laneModes: [LESSONS] }) });
    const before = bench.kinds().length;
    ask(bench, 'ann', MORNING + 26 * HOUR);
    assert.equal(bench.kinds().length, before);
    assert.equal(bench.state(), 'idle');
    bench.tap('ann');
    assert.equal(bench.kinds().at(-1), 'granted');
  });

  it('says that a lane which a fire or a drill holds free asks nothing of anybody', () => {
    for (const kind of ['fire', 'drill'] as const) {
      const bench = new Bench();
      if (kind === 'drill') bench.order({ name: 'fire_drill', zone: 'main', on: true });
      else bench.input(1, 2, 'inactive');
      const { granted, steps } = ask(bench, 'eve', MORNING);
      assert.deepEqual([granted, steps.map(({ saw }) => saw)], [true, [`the lane is free: ${kind}`]]);
    }
  });

  it('says what is open where the schedule is not', () => {
    const groups = [
      { id: 'out', weekly: [{ days: [1], from: '07:00', to: '20:00', directions: ['out' as const] }] },
    ];
    const bench = new Bench({ list: listOf([pupil('ann', { groups: ['out'] })], { groups }) });
    const saw = (utc: number) => ask(bench, 'ann', utc).steps.at(-1)!.saw;
    assert.equal(saw(MORNING), 'open the other way only; groups: out');
    assert.equal(saw(MORNING + 14 * HOUR), 'closed at this hour; groups: out');
  });

  it('asks where the holder is now, also of places that a restart has kept', () => {
    const list = listOf([pupil('ann')], { passback: { mode: 'timed', ms: 60_000 } });
    const bench = new Bench({ list });
    bench.tap('ann').walk('in').wait(1_000);
    for (const gate of [bench, bench.restart({ list })])
      for (const utc of [gate.utc, gate.utc - HOUR / 6, gate.utc + HOUR])
        assert.equal(ask(gate, 'ann', utc).code, 'passback_wait');
  });

  it('names each rule that it asked, up to the one that refused', () => {
    const bench = new Bench({ list: listOf([pupil('ann', { status: 'lost' })]) });
    const { steps, code } = ask(bench, 'ann', MORNING);
    assert.equal(code, 'card_lost');
    assert.deepEqual(
      steps.map(({ rule, result }) => `${rule} ${result}`),
      ['freshness pass', 'number pass', 'list pass', 'known pass', 'status refuse'],
    );
  });
});
