import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Bench } from '../support/bench.ts';
import { DOOR, site, TWO_TRIPODS } from '../support/site.ts';

/** What the day that begins now is told. */
function nextDay(bench: Bench): string[] {
  const before = bench.events.length;
  bench.take(bench.core.record({ kind: 'day_close', data: { date: '2026-11-09' } }, bench.now));
  return bench.events
    .slice(before)
    .map(({ kind, reason, lane, data }) =>
      [kind, lane, reason, data?.continued === true ? 'continued' : undefined].filter(Boolean).join(' '),
    );
}

describe('R17 what lasts over midnight is told again behind the close of the day', () => {
  it('a free mode, until it ends', () => {
    const bench = new Bench();
    bench.order({ name: 'mode', lane: 'north', direction: 'in', mode: 'free' });
    assert.deepEqual(nextDay(bench), ['day_close', 'free_start north manual continued']);
    assert.equal(bench.last('free_start').direction, 'in');
    assert.deepEqual(nextDay(bench), ['day_close', 'free_start north manual continued']);
    bench.order({ name: 'mode', lane: 'north', direction: 'in', mode: 'controlled' });
    assert.equal(bench.kinds().filter((kind) => kind === 'free_end').length, 1);
    assert.deepEqual(nextDay(bench), ['day_close']);
  });

  it('each fault of a lane, until it is whole again', () => {
    const bench = new Bench();
    bench.offline(1);
    assert.deepEqual(nextDay(bench), ['day_close', 'lane_fault north device_offline continued']);
    bench.online(1);
    assert.deepEqual(nextDay(bench), ['day_close']);
  });

  it('no fault of a lane that a reload has taken away', () => {
    const bench = new Bench({ yaml: TWO_TRIPODS }).offline(3);
    const one = TWO_TRIPODS.replace(/ {2}- id: south[\s\S]*?(?=fire:)/, '');
    bench.take(bench.core.rewire(site(one), bench.now));
    assert.equal(bench.last('lane_ok').lane, 'south');
    assert.deepEqual(nextDay(bench), ['day_close']);
  });

  it('a fire', () => {
    const bench = new Bench();
    bench.input(1, 2, 'inactive').wait(1_000);
    assert.equal(bench.last('free_start').reason, 'fire');
    assert.deepEqual(nextDay(bench), ['day_close', 'free_start north fire continued']);
  });

  it('a door that is held open', () => {
    const bench = new Bench({ yaml: DOOR });
    bench.input(1, 0, 'active').wait(1_000).tap('ann').input(1, 0, 'inactive').wait(60_000);
    assert.ok(bench.has('held_start'));
    assert.deepEqual(nextDay(bench), ['day_close', `held_start ${bench.last('held_start').lane} continued`]);
    bench.input(1, 0, 'active').wait(2_000);
    assert.deepEqual(nextDay(bench), ['day_close']);
  });
});
