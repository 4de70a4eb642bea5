import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Play, with_ } from './play.ts';

const DOUBT = ['held_start unclear', 'held_end'];
/** Nobody asked for a second, and something came and went in its last half. */
const MISSED = { kind: 'blind', since: 1_000, at: 2_000, missed: 1_500 } as const;

describe('a pulse of a turnstile that came and went before anybody asked', () => {
  for (const sensors of ['directional', 'single'] as const) {
    it(`I8 is somebody's passage, and may be an entry (${sensors})`, () => {
      const play = new Play(with_({ sensors })).input(MISSED);
      assert.deepEqual(play.told, DOUBT);
      const [start] = play.effects.flatMap((effect) => (effect.kind === 'event' ? [effect.event] : []));
      assert.equal(start?.at, 1_500);
      assert.equal(play.phase, 'idle');
    });

    it(`I8 is whoever's was granted, in doubt (${sensors})`, () => {
      const play = new Play(with_({ sensors })).grant('in').input(MISSED).wait(10_000);
      assert.deepEqual(play.told, ['passage_timeout passage_unclear', 'denied passage_unclear']);
    });

    it(`is counted where anybody may pass (${sensors})`, () => {
      const play = new Play(with_({ sensors, modes: { in: 'free', out: 'controlled' } })).input(MISSED);
      assert.deepEqual(play.told, []);
      assert.deepEqual(play.state.freePassed, { in: 1, out: 0 });
    });
  }

  it('is nothing that beams tell of: a hand at one of them looks the same', () => {
    assert.deepEqual(new Play().input(MISSED).told, []);
  });
});

describe('a body that was met at one beam after a while without sight', () => {
  const met = (hasty: boolean) => {
    const play = new Play().grant('out').wait(500);
    play.input({ kind: 'begin', direction: 'out', at: play.at, unseen: 1_000 }).wait(100);
    return play.input({ kind: 'complete', direction: 'out', at: play.at, hasty });
  };

  it('I4 is no passage when it was at the other too soon: one left there, and another came', () => {
    assert.deepEqual(met(true).moved, []);
    assert.deepEqual(met(true).told.slice(0, 2), DOUBT);
  });

  it('is one when it took its time', () => assert.equal(met(false).moved.length, 1));
});

describe('a body that was met at both beams', () => {
  const met = (sudden: boolean) => {
    const play = new Play().grant('out').wait(1_600);
    play
      .input({ kind: 'begin', direction: 'out', at: play.at, atBoth: true, unseen: play.at - 800 })
      .wait(500);
    return play.input({ kind: 'complete', direction: 'out', at: play.at, sudden });
  };

  it('I4 is no passage when it was at neither in the next report: it may have gone either way', () => {
    assert.deepEqual(met(true).moved, []);
    assert.deepEqual(met(true).told.slice(0, 2), DOUBT);
  });

  it('I4 is none either when it was not out of sight for long', () => {
    const play = new Play().grant('out').wait(1_600);
    play.input({ kind: 'begin', direction: 'out', at: play.at, atBoth: true }).wait(500);
    play.input({ kind: 'complete', direction: 'out', at: play.at, sudden: true });
    assert.deepEqual(play.moved, []);
    assert.deepEqual(play.told.slice(0, 2), DOUBT);
  });

  it('I4 is none when another was at the beam behind it before it had left: the two may have gone the other way', () => {
    const play = new Play().grant('in').wait(200);
    play.input({ kind: 'begin', direction: 'in', at: play.at, atBoth: true }).wait(1_000);
    play.input({ kind: 'complete', direction: 'in', at: play.at, crossed: true, gapped: false });
    assert.deepEqual(play.moved, []);
    assert.deepEqual(play.told.slice(-2), ['passage_timeout passage_unclear', 'denied passage_unclear']);
  });

  it('is that of whoever the lane opened for when it was seen which beam it left last', () =>
    assert.equal(met(false).moved.length, 1));
});

describe('a body that stood at a beam before the lane opened, with another behind it as it left', () => {
  const followed = (isBlind: boolean) => {
    const play = new Play().body('begin', 'in').wait(500);
    if (isBlind) play.input({ kind: 'blind', since: 100, at: play.at });
    play.wait(100).grant('in').wait(400);
    return play.input({ kind: 'complete', direction: 'in', at: play.at, crossed: true, gapped: false });
  };

  it('I4 is no passage when it was out of sight meanwhile: a row that goes out looks the same', () => {
    assert.deepEqual(followed(true).moved, []);
    assert.deepEqual(followed(true).told.slice(-2), [
      'passage_timeout passage_unclear',
      'denied passage_unclear',
    ]);
  });

  it('is whoever the lane opened for when it was seen all the way', () =>
    assert.equal(followed(false).moved.length, 1));
});

describe('a body that leaves the lane after the window of the grant', () => {
  const late = (direction: 'in' | 'out', blind: boolean) => {
    const play = new Play().grant(direction).wait(2_000);
    if (blind) play.input({ kind: 'blind', since: 1_500, at: play.at });
    return play.wait(2_000).body('begin', direction).wait(9_000).body('complete', direction);
  };
  const doubts = ({ effects }: Play) =>
    effects.flatMap((effect) =>
      effect.kind === 'event' && effect.event.reason === 'passage_unclear' ? [effect.event] : [],
    );

  it('I8 may be another than the holder, who perhaps went in as the lane opened and was not seen', () => {
    const play = late('in', true);
    assert.equal(play.moved.length, 1);
    assert.deepEqual(
      doubts(play).map(({ kind, at, token }) => ({ kind, at, token })),
      [{ kind: 'denied', at: 1_000, token: play.moved[0] }],
    );
  });

  it('is the holder where everything was seen', () => assert.deepEqual(doubts(late('in', false)), []));

  it('is a passage out at its own time', () => assert.deepEqual(doubts(late('out', true)), []));
});
