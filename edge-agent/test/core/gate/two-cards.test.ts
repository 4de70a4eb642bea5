import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AllowListEntry, SitePolicy } from '@vratar/protocol/lists';
import { Bench, listOf, MORNING, pupil } from '../support/bench.ts';
import { TWO_TRIPODS } from '../support/site.ts';

const TEACHER = pupil('tea', { kind: 'staff', escort: true, enrolments: undefined });
const BOTH_LANES: Partial<SitePolicy> = { twoCards: [{ lanes: ['north', 'south'], ms: 10_000 }] };

const list = (entries: readonly AllowListEntry[], policy: Partial<SitePolicy> = {}, version = 1) =>
  listOf([...entries, TEACHER], { ...BOTH_LANES, ...policy }, version);

const bench = (policy: Partial<SitePolicy> = {}, entries = [pupil('ann'), pupil('bob')]) =>
  new Bench({ yaml: TWO_TRIPODS, list: list(entries, policy) });

const unreadable = (gate: Bench) =>
  gate.line({
    kind: 'card',
    address: 1,
    at: gate.mono,
    reader: 0,
    bits: 0,
    data: new Uint8Array(),
    lastEmptyAt: gate.mono,
  });

/** What became of the escort's tap. */
function escorted(gate: Bench, address = 1): readonly unknown[] {
  const { kind, token, reason, data } = gate.tap('tea', address).events.at(-1)!;
  return [kind, token, reason ?? data];
}

const OPENED = ['granted', 'ann', { escort: 'tea' }];

describe('whoever waits for an escort', () => {
  it('goes on waiting behind a card that could not be read', () => {
    const gate = bench().tap('ann', 1).wait(500);
    assert.deepEqual(escorted(unreadable(gate).wait(500)), OPENED);
  });

  it('goes on waiting behind a card that is refused for itself', () =>
    assert.deepEqual(escorted(bench().tap('ann', 1).wait(500).tap('eve', 1).wait(500)), OPENED));

  it('goes on waiting while somebody taps on the other side, who may wait there, too', () => {
    const gate = bench().tap('ann', 1).tap('bob', 2).wait(500);
    assert.deepEqual(escorted(gate), OPENED);
    gate.walk('in').wait(1_000);
    assert.deepEqual(escorted(gate, 2), ['granted', 'bob', { escort: 'tea' }]);
  });

  it('waits no longer than the rule says, and not over a restart', () => {
    assert.deepEqual(escorted(bench().tap('ann', 1).wait(10_000))[1], 'tea');
    const again = bench()
      .tap('ann', 1)
      .restart({ yaml: TWO_TRIPODS, list: list([pupil('ann')]) });
    assert.deepEqual(escorted(again)[1], 'tea');
  });

  it('is refused when the card has been blocked, or taken off the list, meanwhile', () => {
    const gate = bench().tap('ann', 1);
    gate.take(gate.core.setList(list([pupil('ann', { status: 'blocked' })], {}, 2), gate.now));
    assert.deepEqual(escorted(gate), ['denied', 'ann', 'card_blocked']);
    const gone = bench().tap('ann', 1);
    gone.take(gone.core.setList(list([], {}, 2), gone.now));
    assert.deepEqual(escorted(gone), ['denied', 'ann', 'card_unknown']);
  });

  it('is refused when the dates of the card end meanwhile', () => {
    const gate = bench({}, [pupil('ann', { until: MORNING + 1_000 })])
      .tap('ann', 1)
      .wait(1_000);
    assert.deepEqual(escorted(gate), ['denied', 'ann', 'card_expired']);
  });

  it('takes the last place of a building only once, on whatever lane', () => {
    const gate = bench({ occupancy: [{ zone: 'A', max: 1 }] })
      .tap('ann', 1)
      .tap('bob', 3);
    assert.deepEqual(escorted(gate), OPENED);
    assert.deepEqual(escorted(gate, 3), ['denied', 'bob', 'building_full']);
  });

  it('waits no longer when the lane has been free for a fire', () => {
    const gate = bench().tap('ann', 1).input(1, 2, 'inactive').input(1, 2, 'active');
    assert.equal(gate.order({ name: 'fire_reset', zone: 'main' }).answer.outcome, 'done');
    assert.deepEqual(escorted(gate)[1], 'tea');
  });

  it('is let in by an escort who is inside already, however strict anti-passback is', () => {
    const gate = bench({ passback: { mode: 'hard' } })
      .tap('tea', 1)
      .walk('in')
      .wait(1_000)
      .tap('ann', 1);
    assert.deepEqual(escorted(gate), OPENED);
  });

  it('waits only in the directions of the rule', () => {
    const gate = bench({ twoCards: [{ lanes: ['north'], directions: ['in'], ms: 10_000 }] });
    assert.equal(gate.tap('ann', 1).last('denied').reason, 'second_card_needed');
    assert.equal(gate.tap('bob', 2).last('granted').token, 'bob');
  });

  it('is flagged where a tap alone would be', () => {
    const gate = bench().tap('ann', 1);
    gate.order({ name: 'attest', lane: 'south', direction: 'in', token: 'ann', passed: true });
    assert.deepEqual(escorted(gate), ['granted', 'ann', { flags: ['passback'], escort: 'tea' }]);
  });
});
