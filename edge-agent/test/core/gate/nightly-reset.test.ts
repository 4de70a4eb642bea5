import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Bench, type BenchOptions, listOf, pupil } from '../support/bench.ts';
import { TWO_TRIPODS } from '../support/site.ts';

const HOUR = 3_600_000;
const ALWAYS = [{ id: 'day', weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }] }];

const options = (passbackReset?: string): BenchOptions => ({
  yaml: TWO_TRIPODS,
  list: listOf([pupil('ann'), pupil('bob')], {
    passback: { mode: 'hard' },
    groups: ALWAYS,
    ...(passbackReset && { passbackReset }),
  }),
});

/** Whether the person counts as inside: then hard anti-passback refuses another entry. */
function isInside(gate: Bench, token: string): boolean {
  gate.tap(token, 3);
  const isRefused = gate.kinds().at(-1) === 'denied';
  gate.wait(6_000);
  return isRefused;
}

const enter = (gate: Bench, token: string): void => void gate.tap(token, 1).walk('in').wait(1_000);

describe('places are forgotten at night', () => {
  for (const [night, reset, at] of [
    ['an ordinary one', undefined, Date.UTC(2026, 10, 10, 1)],
    ['in spring, when the hour is skipped', undefined, Date.UTC(2026, 2, 29, 1)],
    ['in spring, within the hour that is skipped: behind it', '03:30', Date.UTC(2026, 2, 29, 1)],
    ['in autumn, when the hour comes twice: at its first', undefined, Date.UTC(2026, 9, 25, 0)],
    ['in autumn, behind both', '04:00', Date.UTC(2026, 9, 25, 2)],
    ['at midnight', '00:00', Date.UTC(2026, 10, 9, 22)],
    ['at the end of the day, which is the same moment', '24:00', Date.UTC(2026, 10, 9, 22)],
  ] as const)
    it(night, () => {
      const gate = new Bench({ ...options(reset), utc: at - HOUR });
      enter(gate, 'ann');
      gate.utc = at - 10_000;
      assert.ok(isInside(gate, 'ann'));
      gate.utc = at + 1_000;
      gate.wait(1_500);
      enter(gate, 'bob');
      assert.ok(!isInside(gate, 'ann'));
      gate.utc = at + HOUR - 1_000;
      gate.wait(3_000);
      assert.ok(isInside(gate, 'bob'), 'and once in a night');
    });

  for (const [when, before, after] of [
    ['over the moment', -2_000, 2_000],
    ['behind it', 2_000, 4_000],
  ] as const)
    it(`also by a gate that is started again ${when}`, () => {
      const at = Date.UTC(2026, 10, 10, 1);
      const gate = new Bench({ ...options(), utc: at - HOUR });
      enter(gate, 'ann');
      gate.utc = at + before;
      gate.wait(1_000);
      const again = gate.restart({ ...options(), utc: at + after, mono: 1_000 });
      again.wait(2_000);
      enter(again, 'bob');
      assert.ok(!isInside(again, 'ann'));
      const third = again.restart({ ...options(), mono: 1_000 });
      third.wait(2_000);
      assert.ok(isInside(third, 'bob'), 'and not again by the next start');
    });

  it('also by a gate that was off in the evening and is started before the next', () => {
    const evening = Date.UTC(2026, 10, 9, 20);
    const gate = new Bench({ ...options('22:00'), utc: evening - HOUR });
    gate.wait(2_000);
    enter(gate, 'ann');
    const again = gate.restart({ ...options('22:00'), utc: evening + 9 * HOUR, mono: 1_000 });
    again.wait(2_000);
    enter(again, 'bob');
    assert.ok(!isInside(again, 'ann'));
    const third = again.restart({ ...options('22:00'), mono: 1_000 });
    third.wait(2_000);
    assert.ok(isInside(third, 'bob'), 'and not again by the next start');
  });

  for (const [how, restarts] of [
    ['was set right', false],
    ['was set right before the next start', true],
  ] as const)
    it(`X8 every night behind a clock that ran a year ahead for a while and ${how}`, () => {
      const noon = Date.UTC(2026, 10, 9, 10);
      const ahead = new Bench({ ...options(), utc: noon });
      ahead.utc += 400 * 24 * HOUR;
      enter(ahead, 'bob');
      ahead.utc -= 400 * 24 * HOUR;
      const gate = restarts ? ahead.restart({ ...options(), mono: 1_000 }) : ahead;
      gate.wait(2_000);
      enter(gate, 'ann');
      assert.ok(isInside(gate, 'ann'), 'what is seen since then is kept');
      gate.utc = noon + 16 * HOUR;
      gate.wait(2_000);
      assert.ok(!isInside(gate, 'ann'));
    });

  it('X8 not by a clock that is set back to 1970, nor as it is set right again', () => {
    const noon = Date.UTC(2026, 10, 9, 10);
    const gate = new Bench({ ...options(), utc: noon - 8 * HOUR });
    gate.utc = noon;
    gate.wait(2_000);
    enter(gate, 'ann');
    gate.utc = 10_000;
    gate.wait(2_000);
    assert.ok(isInside(gate, 'ann'));
    gate.utc = noon + HOUR;
    gate.wait(2_000);
    assert.ok(isInside(gate, 'ann'));
  });

  for (const [what, hour, zone] of [
    ['brings its hour forward', '02:00'],
    ['puts it off', '05:00'],
    ['moves the school east', undefined, 'Asia/Tbilisi'],
    ['moves the school west', undefined, 'Europe/Lisbon'],
  ] as const)
    it(`not at noon, because somebody ${what}`, () => {
      const noon = Date.UTC(2026, 10, 9, 10);
      const gate = new Bench({ ...options(), utc: noon - 10 * HOUR });
      gate.utc = noon;
      gate.wait(2_000);
      enter(gate, 'ann');
      if (zone === undefined) gate.take(gate.core.setList(options(hour).list!, gate.now));
      else gate.order({ name: 'time_zone', zone });
      gate.wait(2_000);
      assert.ok(isInside(gate, 'ann'));
      const again = gate.restart({ ...options(hour), mono: 1_000 }).wait(2_000);
      assert.ok(isInside(again, 'ann'), 'nor by a start behind it');
      gate.utc = noon + 20 * HOUR;
      gate.wait(2_000);
      assert.ok(!isInside(gate, 'ann'), 'but in the night behind it');
    });

  it('not by a start that could not read when it was done last', () => {
    const noon = Date.UTC(2026, 10, 9, 10);
    const gate = new Bench({ ...options(), utc: noon, rows: [] });
    gate.autoCommit = false;
    gate.wait(2_000);
    enter(gate, 'ann');
    const changes = gate.core.takeDrafts(100).flatMap((draft) => draft.changes);
    assert.deepEqual(
      changes.filter(({ op }) => op === 'clear'),
      [],
      'the rows that it does not know are left alone',
    );
  });

  it('not by a clock that does not know when it is night', () => {
    const gate = new Bench({ ...options(), utc: 12 * HOUR });
    gate.clock = 'unsynced';
    enter(gate, 'ann');
    gate.utc += 24 * HOUR;
    gate.wait(2_000);
    assert.ok(isInside(gate, 'ann'));
  });

  it('also when the commit of it was lost', () => {
    const at = Date.UTC(2026, 10, 10, 1);
    const gate = new Bench({ ...options(), utc: at - HOUR });
    enter(gate, 'ann');
    gate.utc = at - 500;
    gate.autoCommit = false;
    gate.wait(2_000);
    const again = gate.restart({ ...options(), mono: 1_000 });
    again.wait(2_000);
    assert.ok(!isInside(again, 'ann'));
  });
});
