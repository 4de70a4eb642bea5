import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Grant, LaneContext } from '../../../src/core/lane/types.ts';
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
    play.input({ kind: 'modes', changed: ['in', 'out'], at: play.at }).wait(3_000);
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
      return play
        .input({ kind: 'modes', changed: ['in', 'out'], at: play.at })
        .wait(300)
        .body('complete', 'in');
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
    play
      .input({ kind: 'modes', changed: ['in', 'out'], at: play.at })
      .grant('in', { token: 'second' })
      .wait(300);
    play.body('complete', 'in');
    assert.deepEqual(play.moved, ['first']);
    play.body('begin', 'in').wait(300).body('complete', 'in');
    assert.deepEqual(play.moved, ['first', 'second']);
  });

  describe('I4 a body that began freely without a tap', () => {
    const begun = () => {
      const play = new Play(free).body('begin', 'in').wait(300);
      play.context = with_({});
      return play.input({ kind: 'modes', changed: ['in', 'out'], at: play.at });
    };
    const walk = (play: Play) => play.body('begin', 'in').wait(300).body('complete', 'in');

    it('uses no card’s grant that was given since', () => {
      const play = begun().grant('in', { token: 'second' }).wait(300).body('complete', 'in');
      assert.deepEqual(play.told, ['held_start unclear', 'held_end']);
      assert.deepEqual(walk(play).moved, ['second']);
      assert.equal(play.told.at(-1), 'passage');
    });

    it('nor one that waits for its commit', () => {
      const play = begun().grant('in', { token: 'second', draft: 9, waitUntil: 9e9 }).body('complete', 'in');
      assert.deepEqual(play.moved, []);
      play.input({ kind: 'committed', through: 9, at: play.at });
      assert.deepEqual(walk(play).moved, ['second']);
    });

    it('may be whoever tapped on the way: doubt (I8)', () => {
      const play = begun().grant('in', { token: 'second' }).wait(300).body('complete', 'in').wait(7_000);
      assert.deepEqual(play.told.slice(2), ['passage_timeout passage_unclear', 'denied passage_unclear']);
    });

    it('is whom a guard lets in by name', () => {
      const play = begun().grant('in', { by: 'attest', token: 'named' }).body('complete', 'in');
      assert.deepEqual(play.moved, ['named']);
    });

    it('is counted where the way is free again', () => {
      const play = begun().grant('in', { token: 'second' });
      play.context = free;
      play.input({ kind: 'modes', changed: ['in', 'out'], at: play.at }).body('complete', 'in');
      assert.deepEqual([play.told, play.state.freePassed.in], [[], 1]);
    });
  });

  it('I8 whoever was granted since may have gone with a body that began behind its tap', () => {
    const play = new Play(free).grant('in', { token: 'first' }).body('begin', 'in').wait(300);
    play.context = with_({});
    play.input({ kind: 'modes', changed: ['in', 'out'], at: play.at }).grant('in', { token: 'second' });
    play.input({ kind: 'complete', direction: 'in', crowded: true, at: play.at }).wait(7_000);
    assert.deepEqual(play.told, ['passage', 'passage_timeout passage_unclear', 'denied passage_unclear']);
  });

  it('a tap again on the way, after the change, is of the same body', () => {
    const play = new Play(free).grant('in', { token: 'first' }).body('begin', 'in').wait(300);
    play.context = with_({});
    play
      .input({ kind: 'modes', changed: ['in', 'out'], at: play.at })
      .grant('in', { token: 'first' })
      .body('complete', 'in');
    assert.deepEqual(play.told, ['passage_timeout', 'passage']);
    assert.equal(play.phase, 'idle');
  });

  for (const sensors of ['directional', 'single'] as const) {
    const told = sensors === 'directional' ? 'in' : undefined;

    it(`I8 on a ${sensors} lane whoever tapped while it was free is believed for as long as contacts are late`, () => {
      for (const modes of [{}, { modes: { in: 'blocked', out: 'blocked' } }] as const) {
        const ended = (wait: number) => {
          const play = new Play({ ...free, sensors }).grant('in').wait(400);
          play.context = with_({ ...modes, sensors });
          return play
            .input({ kind: 'modes', changed: ['in', 'out'], at: play.at })
            .wait(wait)
            .body('complete', told);
        };
        assert.deepEqual(ended(500).told, ['passage']);
        assert.deepEqual(ended(2_001).told, ['passage_timeout', 'passage_forced forced']);
      }
      const late = new Play({ ...free, sensors }).grant('in').wait(6_000).body('complete', told);
      assert.deepEqual(late.told, ['passage'], 'as behind a grant, the contact may be late');
    });

    /** Somebody taps while the way is free, which then is controlled. */
    const afterTap = (more: Partial<Grant> = { token: 'first' }) => {
      const play = new Play({ ...free, sensors }).grant('in', more).wait(400);
      play.context = with_({ sensors });
      return play.input({ kind: 'modes', changed: ['in', 'out'], at: play.at });
    };
    const doubt = [
      'held_start unclear',
      'held_end',
      'passage_timeout passage_unclear',
      'denied passage_unclear',
    ];

    it(`I8 on a ${sensors} lane one body between an old tap and a new grant is neither: doubt`, () => {
      const play = afterTap().grant('in').wait(300).body('complete', told);
      assert.deepEqual(play.told, doubt);
      assert.deepEqual(play.wait(7_000).told, [...doubt, ...doubt.slice(2)]);
    });

    it(`I8 on a ${sensors} lane whoever was granted behind an old tap may follow its body`, () => {
      const play = afterTap().grant('in', { token: 'second' }).wait(300).body('complete', told);
      assert.equal(
        play.effects.some(({ kind }) => kind === 'unseen'),
        false,
        'nobody is asked to tap again where the lane is open',
      );
      play.wait(600).body('complete', told);
      assert.deepEqual(play.told, [...doubt, 'passage']);
      assert.deepEqual(play.moved, ['second']);
    });

    it(`I8 on a ${sensors} lane a grant that waits for its commit beside an old tap opens all the same`, () => {
      const play = afterTap()
        .grant('in', { token: 'second', draft: 9, waitUntil: 9e9 })
        .body('complete', told);
      play.input({ kind: 'committed', through: 9, at: play.at });
      assert.equal(play.state.open?.blind, true);
      assert.deepEqual(play.wait(600).body('complete', told).moved, ['second']);
    });

    it(`on a ${sensors} lane whoever taps again after the change is one person`, () => {
      const play = afterTap().grant('in', { token: 'first' }).wait(300).body('complete', told);
      assert.deepEqual(play.told, ['passage_timeout', 'passage']);
      assert.deepEqual(play.moved, ['first']);
      assert.match(
        play.wait(300).body('complete', told).told.at(-1)!,
        /^passage_forced/,
        'one body, one passage',
      );
    });

    it(`I4 on a ${sensors} lane a guard who attests somebody is believed, and an older tap is a doubt`, () => {
      const attested = () => afterTap().grant('in', { by: 'attest', token: 'named' }).body('complete', told);
      assert.deepEqual(attested().moved, ['named']);
      assert.deepEqual(attested().wait(7_000).told, ['guard_attested', ...doubt.slice(2)]);
      assert.deepEqual(attested().wait(300).body('complete', told).moved, ['named', 'first']);
    });
  }

  it('I4 one contact does not say whether an old tap was used, where the other way is free', () => {
    const both = with_({ sensors: 'single', modes: { in: 'free', out: 'free' } });
    const changed = (play: Play) => {
      play.context = with_({ sensors: 'single', modes: { in: 'controlled', out: 'free' } });
      return play
        .input({ kind: 'modes', changed: ['in', 'out'], at: play.at })
        .wait(300)
        .body('complete');
    };
    const doubt = ['passage_timeout passage_unclear', 'denied passage_unclear'];
    const untapped = changed(new Play(both).grant('in').wait(400));
    assert.deepEqual(untapped.told, doubt);
    assert.deepEqual(untapped.state.freePassed, { in: 0, out: 1 });
    const tapped = () => changed(new Play(both).grant('in').grant('out', { token: 'leaves' }).wait(400));
    assert.deepEqual(tapped().wait(7_000).told, [...doubt, ...doubt], 'nor whether a tap the other way was');
    assert.deepEqual(tapped().body('complete').moved, ['leaves']);
  });

  it('a body that began when the direction was free no more is forced, and uses no tap', () => {
    const play = new Play(free).grant('in').wait(400);
    play.context = with_({});
    play
      .input({ kind: 'modes', changed: ['in', 'out'], at: play.at })
      .body('begin', 'in')
      .wait(400)
      .body('complete', 'in');
    assert.deepEqual(play.told, ['passage_forced forced']);
    const doubt = ['passage_timeout passage_unclear', 'denied passage_unclear'];
    assert.deepEqual(play.wait(5_000).told.slice(1), doubt, 'its holder may be the one who went (I8)');
  });

  it('I8 a tap that runs out after nothing was seen for a while, or a body not all the way, is a doubt', () => {
    const doubt = ['passage_timeout passage_unclear', 'denied passage_unclear'];
    const blind = new Play(free).grant('in').input({ kind: 'blind', since: 0, at: 1_000 });
    assert.deepEqual(blind.wait(5_000).told, doubt);
    const gone = new Play(free).grant('in').body('begin', 'in').body('unclear', 'in');
    assert.deepEqual(gone.wait(5_000).told, ['held_start unclear', 'held_end', ...doubt]);
    const back = new Play(free).grant('in').body('begin', 'in').body('turnback', 'in');
    assert.deepEqual(back.wait(5_000).told, ['passage_timeout']);
  });

  it('I8 a tap again is no second person: the body behind is that of whoever tapped next', () => {
    const play = new Play(free).grant('in', { token: 'first' }).grant('in', { token: 'first' });
    play.grant('in', { token: 'second' }).body('complete', 'in').body('complete', 'in');
    assert.deepEqual(play.moved, ['first', 'second']);
    assert.deepEqual(play.told, ['passage_timeout', 'passage', 'passage']);
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
  });

  describe('one contact tells no way: where anybody may go the other way,', () => {
    const single = (modes: Partial<LaneContext['modes']>) =>
      with_({ sensors: 'single', modes: { in: 'controlled', out: 'controlled', ...modes } });
    const data = (play: Play) =>
      play.effects.flatMap((effect) => (effect.kind === 'event' ? [effect.event.data] : []));
    const doubt = ['passage_timeout passage_unclear', 'denied passage_unclear'];

    it('R1 the body behind a card that may enter is assumed to be its holder', () => {
      const play = new Play(single({ out: 'free' })).grant('in').wait(900).body('complete');
      assert.deepEqual([play.told, data(play)], [['passage'], [{ assumed: true }]]);
      assert.equal(play.phase, 'idle');
      assert.equal(play.body('complete').state.freePassed.out, 1, 'the next is nobody’s, and not forced');
    });

    it('I8 the body behind a card that may leave need not be its holder: doubt, and the next may tap', () => {
      const play = new Play(single({ in: 'free' })).grant('out').wait(900).body('complete');
      assert.deepEqual([play.told, play.phase], [doubt, 'idle']);
      assert.deepEqual(play.state.freePassed, { in: 1, out: 0 });
      assert.ok(play.effects.some(({ kind }) => kind === 'unseen'));
    });

    it('I8 the same while the grant waits for its commit', () => {
      const play = new Play(single({ in: 'free' })).grant('out', { draft: 9, waitUntil: 9e9 });
      play.body('complete').input({ kind: 'committed', through: 9, at: play.at }).wait(7_000);
      assert.deepEqual([play.told, play.state.freePassed.in], [doubt, 1]);
    });

    it('the same holds for taps where both ways are free', () => {
      const both = single({ in: 'free', out: 'free' });
      const enters = new Play(both).grant('in').body('complete');
      assert.deepEqual([enters.told, data(enters)], [['passage'], [{ assumed: true, free: true }]]);
      const leaves = new Play(both).grant('out').body('complete');
      assert.deepEqual([leaves.told, leaves.state.freePassed.in], [doubt, 1]);
    });

    it('I4 a guard who lets somebody out has seen who it was', () => {
      const named = new Play(single({ in: 'free' })).grant('out', { by: 'attest' }).body('complete');
      assert.deepEqual([named.told, data(named)], [['guard_attested'], [undefined]]);
      const visitor = { by: 'release', token: undefined } as const;
      assert.deepEqual(new Play(single({ in: 'free' })).grant('out', visitor).body('complete').told, [
        'passage',
      ]);
    });
  });

  it('R1 a free door that opens after a tap is an assumed passage of its holder', () => {
    const play = new Play({ ...free, sensors: 'door' }).grant('in').body('begin').body('complete');
    const [event] = play.effects.flatMap((effect) => (effect.kind === 'event' ? [effect.event] : []));
    assert.deepEqual([event?.kind, event?.data], ['passage', { assumed: true, free: true }]);
    assert.deepEqual(play.wait(10_000).told, ['passage']);
  });

  it('R4 a passage that is assumed says so also of a card that was flagged', () => {
    const none: LaneContext = { ...free, sensors: 'none', modes: { in: 'controlled', out: 'controlled' } };
    const play = new Play(none).grant('in', { data: { flags: ['passback'] } });
    const [event] = play.effects.flatMap((effect) => (effect.kind === 'event' ? [effect.event] : []));
    assert.deepEqual([event?.kind, event?.data], ['passage', { flags: ['passback'], assumed: true }]);
  });

  it('a crowd of taps is bounded', () => {
    const play = new Play(free);
    for (let count = 0; count < 9; count++) play.grant('in');
    assert.equal(play.state.claims.length, 4);
    assert.equal(play.told.length, 5);
  });
});
