import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Presence } from '../../../src/core/passback/presence.ts';
import type { StateChange, StateRow } from '../../../src/core/state-rows.ts';

const at = (mono: number, utc = mono) => ({ mono, utc, clock: 'synced' as const });
const rowsOf = (changes: readonly StateChange[]): StateRow[] =>
  changes.filter((change) => change.op === 'put');

describe('where the gate saw somebody last', () => {
  it('counts people inside a zone once', () => {
    const presence = new Presence([]);
    presence.moved('A', 'ann', 'in', 'north', at(1));
    presence.moved('A', 'ann', 'in', 'north', at(2));
    presence.moved('A', 'bob', 'in', 'north', at(3));
    presence.moved('A', 'eve', 'out', 'north', at(4));
    assert.equal(presence.inside('A'), 2);
    presence.moved('A', 'ann', 'out', 'north', at(5));
    assert.equal(presence.inside('A'), 1);
    presence.forget('bob');
    assert.equal(presence.inside('A'), 0);
    assert.equal(presence.place('A', 'bob', at(9)), undefined);
  });

  it('survives a restart as rows, and X8 measures by the monotonic clock where it can', () => {
    const before = new Presence([]);
    const change = before.moved('A', 'ann', 'in', 'north', at(1_000, 5_000_000));
    assert.equal(before.place('A', 'ann', at(4_000, 1))!.agoMs, 3_000);
    const after = new Presence(rowsOf([change]));
    assert.deepEqual(after.place('A', 'ann', at(10, 5_007_000)), {
      side: 'in',
      lane: 'north',
      agoMs: 7_000,
      doubtful: false,
    });
    assert.equal(after.inside('A'), 1);
  });

  it('doubts a place since which bodies could pass unseen, also over a restart', () => {
    const presence = new Presence([]);
    const moved = presence.moved('A', 'ann', 'in', 'north', at(100));
    const doubt = presence.doubt('A', at(200));
    assert.equal(presence.place('A', 'ann', at(300))!.doubtful, true);
    assert.equal(new Presence(rowsOf([moved, doubt])).place('A', 'ann', at(1, 300))!.doubtful, true);
    presence.moved('A', 'ann', 'in', 'north', at(250));
    assert.equal(presence.place('A', 'ann', at(300))!.doubtful, false);
  });

  it('doubts a place of the moment in which a body passed unseen', () => {
    const presence = new Presence([]);
    presence.moved('A', 'ann', 'in', 'north', at(100));
    presence.doubt('A', at(100));
    assert.equal(presence.place('A', 'ann', at(300))!.doubtful, true);
  });

  it('X8 doubts a place over a restart also where the clock was set back between the passage and the doubt', () => {
    const presence = new Presence([]);
    const moved = presence.moved('A', 'ann', 'in', 'north', at(100, 10_000));
    const doubt = presence.doubt('A', at(200, 3_000));
    assert.equal(new Presence(rowsOf([moved, doubt])).place('A', 'ann', at(1, 20_000))!.doubtful, true);
  });

  it('X8 believes where somebody was seen in this run, whenever the clock of an earlier one dated its doubts', () => {
    const presence = new Presence(rowsOf([new Presence([]).doubt('A', at(5, 90_000))]));
    presence.moved('A', 'ann', 'in', 'north', at(100, 10_000));
    assert.equal(presence.place('A', 'ann', at(200, 10_100))!.doubtful, false);
  });

  it('X8 doubts every place of an earlier run behind a body that passed unseen in this one', () => {
    const presence = new Presence(rowsOf([new Presence([]).moved('A', 'ann', 'in', 'north', at(1, 1_000))]));
    presence.doubt('A', at(5, 500));
    assert.equal(presence.place('A', 'ann', at(6, 2_000))!.doubtful, true, 'the clock was set meanwhile');
  });

  it('forgets with the places what was doubted', () => {
    const presence = new Presence(rowsOf([new Presence([]).doubt('A', at(1, 5_000))]));
    presence.forgetAll();
    presence.moved('A', 'ann', 'in', 'north', at(10, 1_000));
    assert.equal(presence.place('A', 'ann', at(20, 1_010))!.doubtful, false);
  });

  it('knows when it saw anybody last', () => {
    const presence = new Presence([]);
    assert.equal(presence.lastMove, undefined);
    for (const utc of [10, 30, 20]) presence.moved('A', `at ${utc}`, 'in', 'north', at(utc));
    assert.equal(presence.lastMove, 30);
  });

  it('X8 doubts a place of an earlier run that is dated later than now', () => {
    const change = new Presence([]).moved('A', 'ann', 'in', 'north', at(1_000, 5_000_000));
    const after = new Presence(rowsOf([change]));
    assert.deepEqual(after.place('A', 'ann', at(10, 4_999_999)), {
      side: 'in',
      lane: 'north',
      agoMs: 0,
      doubtful: true,
    });
    assert.equal(after.place('A', 'ann', at(10, 5_000_000))!.doubtful, false);
  });

  it('keeps zones and holders apart', () => {
    const presence = new Presence([]);
    presence.moved('A', 'ann', 'in', 'north', at(1));
    assert.equal(presence.place('B', 'ann', at(2)), undefined);
    assert.deepEqual(presence.forget('an'), []);
    assert.equal(presence.forgetAll().length, 2);
    assert.equal(presence.inside('A'), 0);
  });
});
