import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Bench } from '../support/bench.ts';

describe('a tripod, from tap to passage', () => {
  it('I4 grants, opens for a time, and moves the pupil only when the passage is complete', () => {
    const bench = new Bench();
    bench.tap('ann');
    assert.equal(bench.state(), 'granted');
    assert.deepEqual(bench.output(1, 0), {
      output: 0,
      kind: 'timed',
      energised: true,
      id: 1,
      untilMs: bench.mono + 5_000,
    });
    assert.equal(bench.has('passage'), false);
    bench.wait(1_000).walk('in');
    const passage = bench.last('passage');
    assert.deepEqual(
      { token: passage.token, direction: passage.direction, lane: passage.lane, grant: passage.grant },
      { token: 'ann', direction: 'in', lane: 'north', grant: bench.last('granted').trace },
    );
    assert.equal(bench.state(), 'idle');
    assert.deepEqual(bench.output(1, 0), { output: 0, kind: 'steady', energised: false });
    assert.deepEqual(bench.core.status(bench.now).inside, [{ zone: 'A', count: 1 }]);
  });

  it('I4 a grant that nobody uses is a time-out and moves nobody', () => {
    const bench = new Bench();
    bench.tap('ann').wait(5_001);
    assert.deepEqual(bench.kinds().slice(-2), ['granted', 'passage_timeout']);
    assert.equal(bench.isReleased('in'), false);
    assert.deepEqual(bench.core.status(bench.now).inside, [{ zone: 'A', count: 0 }]);
  });

  it('I11 a refusal has a code, a lamp, a sound and a text', () => {
    const bench = new Bench();
    bench.tap('eve');
    assert.equal(bench.last('denied').reason, 'card_unknown');
    assert.equal(bench.last('denied').token, 'eve');
    const wish = bench.wish(1);
    assert.equal(wish.text?.text, 'Nepoznata karta Ela pri ohranata');
    assert.equal(wish.sound?.count, 3);
    assert.ok(wish.leds.some(({ temporary }) => temporary !== undefined));
    assert.equal(bench.state(), 'idle');
    const granted = bench.tap('ann').wish(1);
    assert.equal(granted.text?.text, 'Mini'.padEnd(32), 'nothing of it stays beside a green lamp');
    assert.equal(granted.sound?.count, 1);
  });

  it('commits the grant before the lane opens', () => {
    const bench = new Bench();
    bench.autoCommit = false;
    bench.tap('ann');
    assert.equal(bench.state(), 'committing');
    assert.equal(bench.isReleased('in'), false);
    bench.wait(49);
    assert.equal(bench.isReleased('in'), false);
    bench.commit();
    assert.equal(bench.isReleased('in'), true);
    assert.deepEqual(bench.activeAlarms(), []);
  });

  it('whoever taps behind one who turned back before going through has a grant of their own', () => {
    const bench = new Bench().input(1, 0, 'inactive').wait(100).tap('ann');
    bench.input(1, 0, 'active').wait(150).input(1, 0, 'inactive').wait(1_000);
    bench.input(1, 0, 'active').wait(50).tap('bob').wait(100);
    bench.input(1, 1, 'active').wait(150).input(1, 0, 'inactive').wait(150).input(1, 1, 'inactive').wait(100);
    assert.equal(bench.last('passage').token, 'ann');
    assert.equal(bench.isReleased('in'), true);
    bench.walk('in');
    assert.equal(bench.last('passage').token, 'bob');
  });

  it('opens after 50 ms without a commit, and says that the journal is slow', () => {
    const bench = new Bench();
    bench.autoCommit = false;
    bench.tap('ann').wait(50);
    assert.equal(bench.isReleased('in'), true);
    assert.deepEqual(bench.activeAlarms(), ['journal_slow']);
    bench.commit();
    assert.deepEqual(bench.activeAlarms(), []);
  });
});
