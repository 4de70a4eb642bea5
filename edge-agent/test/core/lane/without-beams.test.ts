import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Play, with_ } from './play.ts';

describe('lanes without beams', () => {
  it('R1 a lane without sensors assumes the passage when it opens, and stays open for the window', () => {
    const play = new Play(with_({ sensors: 'none' })).grant('in');
    assert.deepEqual(play.told, ['passage']);
    assert.equal(play.phase, 'granted');
    assert.equal(play.wait(5_000).phase, 'idle');
    assert.deepEqual(play.told, ['passage']);
  });

  it('a door counts its passage when it opens, and is held when it stays open', () => {
    const play = new Play(with_({ sensors: 'door' })).grant('in').wait(1_000).body('begin').wait(10_000);
    assert.deepEqual(play.told, ['passage', 'held_start door_open']);
    play.body('complete');
    assert.deepEqual(play.told, ['passage', 'held_start door_open', 'held_end']);
    assert.equal(play.phase, 'idle');
  });

  it('a lane without sensors lets the next one follow the same way, and nobody from the other side', () => {
    const play = new Play(with_({ sensors: 'none' })).grant('in').wait(1_000);
    assert.deepEqual([play.ready('card', 'in'), play.ready('card', 'out')], [true, false]);
    play.grant('in');
    assert.deepEqual(play.told, ['passage', 'passage']);
    assert.equal(play.state.open?.deadline, play.at + 5_000);
    assert.equal(play.effects.filter(({ kind }) => kind === 'ended').length, 1);
    assert.equal(play.wait(5_000).phase, 'idle');
    assert.equal(play.effects.filter(({ kind }) => kind === 'ended').length, 2);
  });

  it('a lane without sensors stays open while the next grant is being committed', () => {
    const play = new Play(with_({ sensors: 'none' })).grant('in').wait(1_000);
    play.grant('in', { draft: 9, waitUntil: play.at + 50 });
    assert.equal(play.phase, 'granted');
    assert.equal(play.ready('card', 'in'), false);
    play.wait(50);
    assert.deepEqual(play.told, ['passage', 'passage']);
  });

  it('I8 whoever was granted while a door stood open may have gone through it', () => {
    const play = new Play(with_({ sensors: 'door' })).grant('in').body('begin').wait(500);
    play.grant('in', { token: 'second' }).wait(2_000).body('complete').wait(5_000);
    assert.deepEqual(play.told, ['passage', 'passage_timeout passage_unclear', 'denied passage_unclear']);
  });

  it('a door that opens by itself is forced until it closes', () => {
    const play = new Play(with_({ sensors: 'door' })).body('begin').wait(60_000);
    assert.equal(play.phase, 'held');
    play.body('complete');
    assert.deepEqual(play.told, ['passage_forced forced', 'held_start forced', 'held_end']);
    assert.equal(play.phase, 'idle');
  });
});

describe('free directions', () => {
  const free = with_({ modes: { in: 'free', out: 'controlled' } });

  it('a tap opens nothing; the next body is taken to be its holder, the others are counted', () => {
    const play = new Play(free).grant('in').body('complete', 'in').body('complete', 'in');
    assert.deepEqual(play.told, ['passage']);
    assert.deepEqual(play.state.freePassed, { in: 2, out: 0 });
    assert.equal(play.state.open, undefined);
  });

  it('I4 a tap that nobody follows moves nobody', () => {
    const play = new Play(free).grant('in').wait(5_000);
    assert.deepEqual(play.told, ['passage_timeout']);
  });

  it('I8 a tap waits for the body that is on its way, also where the direction is free no more', () => {
    const play = new Play(free).grant('in').wait(400).body('begin', 'in').wait(3_000);
    play.context = with_({});
    play.input({ kind: 'modes', at: play.at }).wait(3_000);
    assert.deepEqual(play.told, []);
    assert.deepEqual(play.body('complete', 'in').told, ['passage']);
    const back = new Play(free).grant('in').wait(400).body('begin', 'in').wait(6_000).body('turnback', 'in');
    assert.deepEqual(back.wait(1).told, ['passage_timeout']);
    const late = new Play(free).grant('in').wait(5_000).body('begin', 'in').wait(400).body('complete', 'in');
    assert.deepEqual(late.told, ['passage_timeout']);
  });

  it('I8 lockdown takes no tap from the body that is on its way, and calls nobody forced who began lawfully', () => {
    const locked = with_({ modes: { in: 'blocked', out: 'blocked' } });
    const lockUnder = (play: Play) => {
      play.body('begin', 'in').wait(300);
      play.context = locked;
      return play.input({ kind: 'modes', at: play.at }).wait(300).body('complete', 'in');
    };
    assert.deepEqual(lockUnder(new Play(free).grant('in')).told, ['passage']);
    const two = lockUnder(new Play(free).grant('in').grant('in'));
    assert.deepEqual(two.told, ['passage_timeout mode_changed', 'passage'], 'one body, one tap');
    const nobody = lockUnder(new Play(free));
    assert.deepEqual(nobody.told, ['held_start unclear', 'held_end']);
    assert.equal(
      nobody.effects.some(({ kind }) => kind === 'siren'),
      false,
    );
  });

  it('I4 a body that began freely behind its tap uses no grant that was given since', () => {
    const play = new Play(free).grant('in', { token: 'first' }).body('begin', 'in').wait(300);
    play.context = with_({});
    play.input({ kind: 'modes', at: play.at }).grant('in', { token: 'second' }).wait(300);
    play.body('complete', 'in');
    assert.deepEqual(play.moved, ['first']);
    play.body('begin', 'in').wait(300).body('complete', 'in');
    assert.deepEqual(play.moved, ['first', 'second']);
  });

  for (const sensors of ['directional', 'single'] as const) {
    const told = sensors === 'directional' ? 'in' : undefined;

    it(`I8 on a ${sensors} lane whoever tapped while it was free is believed for as long as contacts are late`, () => {
      for (const modes of [{}, { modes: { in: 'blocked', out: 'blocked' } }] as const) {
        const ended = (wait: number) => {
          const play = new Play({ ...free, sensors }).grant('in').wait(400);
          play.context = with_({ ...modes, sensors });
          return play.input({ kind: 'modes', at: play.at }).wait(wait).body('complete', told);
        };
        assert.deepEqual(ended(500).told, ['passage']);
        assert.deepEqual(ended(2_001).told, ['passage_timeout', 'passage_forced forced']);
      }
      const late = new Play({ ...free, sensors }).grant('in').wait(6_000).body('complete', told);
      assert.deepEqual(late.told, ['passage'], 'as behind a grant, the contact may be late');
    });

    it(`I4 on a ${sensors} lane one body between an old tap and a new grant is neither: doubt`, () => {
      const play = new Play({ ...free, sensors }).grant('in').wait(400);
      play.context = with_({ sensors });
      play.input({ kind: 'modes', at: play.at }).grant('in').wait(300).body('complete', told);
      assert.deepEqual(play.told, [
        'held_start unclear',
        'held_end',
        'passage_timeout passage_unclear',
        'denied passage_unclear',
        'passage_timeout passage_unclear',
        'denied passage_unclear',
      ]);
    });
  }

  it('a body that began when the direction was free no more is forced, and uses no tap', () => {
    const play = new Play(free).grant('in').wait(400);
    play.context = with_({});
    play.input({ kind: 'modes', at: play.at }).body('begin', 'in').wait(400).body('complete', 'in');
    assert.deepEqual(play.told, ['passage_forced forced']);
  });

  it('I4 a body that may have turned back before another came the other way uses no tap: doubt', () => {
    const crossed = (play: Play) =>
      play.body('begin', 'in').input({ kind: 'complete', direction: 'in', crossed: true, at: play.at });
    const awaited = crossed(new Play(free).grant('out').grant('in'));
    assert.deepEqual(awaited.told, [
      'held_start unclear',
      'held_end',
      'passage_timeout passage_unclear',
      'denied passage_unclear',
    ]);
    assert.deepEqual(crossed(new Play(free).grant('in')).told, ['passage']);
  });

  it('one contact tells no way: a body is taken to go where it may go freely, and is not forced', () => {
    const play = new Play({ ...free, sensors: 'single' }).grant('in').body('complete').body('complete');
    assert.deepEqual(play.told, ['passage']);
    assert.deepEqual(play.state.freePassed, { in: 2, out: 0 });
    const both = with_({ sensors: 'single', modes: { in: 'free', out: 'free' } });
    assert.deepEqual(new Play(both).grant('out').body('complete').state.freePassed, { in: 0, out: 1 });
  });

  it('R1 a free door that opens after a tap is an assumed passage of its holder', () => {
    const play = new Play({ ...free, sensors: 'door' }).grant('in').body('begin').body('complete');
    const [event] = play.effects.flatMap((effect) => (effect.kind === 'event' ? [effect.event] : []));
    assert.deepEqual([event?.kind, event?.data], ['passage', { assumed: true, free: true }]);
    assert.deepEqual(play.wait(10_000).told, ['passage']);
  });

  it('a crowd of taps is bounded', () => {
    const play = new Play(free);
    for (let count = 0; count < 9; count++) play.grant('in');
    assert.equal(play.state.claims.length, 4);
    assert.equal(play.told.length, 5);
  });
});
