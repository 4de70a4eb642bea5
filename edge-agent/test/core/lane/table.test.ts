import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { nextTimer } from '../../../src/core/lane/phase.ts';
import { TRANSITIONS } from '../../../src/core/lane/table.ts';
import { type Grant, PHASES } from '../../../src/core/lane/types.ts';
import { grant, Play, with_ } from './play.ts';

describe('the lane table', () => {
  it('has a handler for each phase and each input', () => {
    const kinds = Object.keys(TRANSITIONS.idle).sort();
    assert.deepEqual(Object.keys(TRANSITIONS).sort(), [...PHASES].sort());
    for (const phase of PHASES) assert.deepEqual(Object.keys(TRANSITIONS[phase]).sort(), kinds);
  });

  /** Phase, and who may be granted next: card same way, card the other way, guard same way, guard the other way. */
  const READY: readonly (readonly [string, () => Play, string])[] = [
    ['idle', () => new Play(), 'yes yes yes yes'],
    ['committing', () => new Play().grant('in', { draft: 9, waitUntil: 9e9 }), 'no no yes yes'],
    ['granted', () => new Play().grant('in'), 'no no yes yes'],
    ['granted, with one queued', () => new Play().grant('in').grant('in', { by: 'release' }), 'no no no no'],
    ['passing', () => new Play().grant('in').body('begin', 'in'), 'yes no yes yes'],
    ['a body without a grant', () => new Play().body('begin', 'in'), 'yes no yes yes'],
    ['held', () => new Play().grant('in').body('begin', 'in').wait(10_000), 'no no no no'],
    ['forced', () => new Play().body('begin', 'in').body('complete', 'in'), 'yes yes yes yes'],
    ['evacuation', () => new Play().input({ kind: 'evacuate', on: true, at: 1 }), 'no no no no'],
    [
      'out_of_service',
      () => new Play().input({ kind: 'service', service: 'ordered_out', at: 1 }),
      'no no no no',
    ],
  ];
  for (const [what, make, expected] of READY) {
    it(`while ${what}, a second request is taken: card in/out, guard in/out = ${expected}`, () => {
      const play = make();
      const asked = [
        play.ready('card', 'in'),
        play.ready('card', 'out'),
        play.ready('release', 'in'),
        play.ready('release', 'out'),
      ];
      assert.equal(asked.map((yes) => (yes ? 'yes' : 'no')).join(' '), expected);
    });
  }
});

describe('what sensors prove', () => {
  it('I4 a turn-back is no passage; the grant waits until its window ends', () => {
    const play = new Play().grant('in').body('begin', 'in').wait(500).body('turnback', 'in');
    assert.equal(play.phase, 'granted');
    play.wait(4_500);
    assert.deepEqual(play.told, ['passage_timeout']);
  });

  it('a turn-back lets the one behind go', () => {
    const play = new Play().grant('in').body('begin', 'in').grant('in').body('turnback', 'in');
    assert.deepEqual(play.told, ['passage_timeout turned_back']);
    assert.equal(play.phase, 'granted');
    play.body('begin', 'in').body('complete', 'in');
    assert.deepEqual(play.told, ['passage_timeout turned_back', 'passage']);
  });

  it('a body against the grant is forced, and the grant stays', () => {
    const play = new Play().grant('in').body('begin', 'out').body('complete', 'out');
    assert.deepEqual(play.told, ['passage_forced wrong_direction']);
    assert.equal(play.state.open?.grant.direction, 'in');
  });

  it('a second body behind a granted one is tailgating', () => {
    const play = new Play().grant('in').body('complete', 'in').wait(1_500).body('complete', 'in');
    assert.deepEqual(play.told, ['passage', 'passage_forced tailgate']);
    assert.equal(play.phase, 'forced');
    assert.equal(play.wait(5_000).phase, 'idle');
  });

  it('a body without any grant is forced, and the siren sounds', () => {
    const play = new Play().body('begin', 'in').body('complete', 'in');
    assert.deepEqual(play.told, ['passage_forced forced']);
    assert.ok(play.effects.some(({ kind }) => kind === 'siren'));
  });

  it('a passage that ends after the window is a late passage', () => {
    const play = new Play().grant('in').wait(4_900).body('begin', 'in').wait(900).body('complete', 'in');
    const [event] = play.effects.flatMap((effect) => (effect.kind === 'event' ? [effect.event] : []));
    assert.deepEqual([event?.kind, event?.data], ['passage', { late: true }]);
  });

  it('a pulse that only comes after the body may be late', () => {
    const play = new Play(with_({ sensors: 'directional' })).grant('in').wait(6_400).body('complete', 'in');
    assert.deepEqual(play.told, ['passage']);
    const later = new Play(with_({ sensors: 'directional' })).grant('in').wait(6_500).body('complete', 'in');
    assert.deepEqual(later.told, ['passage_timeout', 'passage_forced forced']);
  });

  it('the next child’s tap ends a grant that waits for a late pulse', () => {
    const play = new Play(with_({ sensors: 'single' })).grant('in').wait(5_500);
    assert.equal(play.ready('card', 'in'), true);
    play.grant('in').body('complete');
    assert.deepEqual(play.told, ['passage_timeout', 'passage']);
  });

  it('a slow passage is held, and ends as a passage', () => {
    const play = new Play().grant('in').body('begin', 'in').wait(10_000);
    assert.equal(play.phase, 'held');
    play.wait(5_000).body('complete', 'in');
    assert.deepEqual(play.told, ['held_start slow_passage', 'held_end', 'passage']);
  });

  it('I8 a body of which nobody can say where it went is doubt', () => {
    const play = new Play().grant('in').body('begin', 'in').wait(700).body('unclear', 'in');
    assert.deepEqual(play.told, [
      'held_start unclear',
      'held_end',
      'passage_timeout passage_unclear',
      'denied passage_unclear',
    ]);
    const [start] = play.effects.flatMap((effect) => (effect.kind === 'event' ? [effect.event] : []));
    assert.equal(start?.at, 1_000);
  });

  it('I8 whoever was granted behind a body may have gone with it: doubt, and the lane stays shut', () => {
    const play = new Play().grant('in').body('begin', 'in').grant('in', { token: 'second' });
    play.input({ kind: 'complete', direction: 'in', crowded: true, at: play.at });
    assert.deepEqual(play.told, ['passage_timeout passage_unclear', 'denied passage_unclear', 'passage']);
    const denied = play.effects.flatMap((effect) => (effect.kind === 'event' ? [effect.event] : []))[1];
    assert.equal(denied?.token, 'second');
    assert.equal(play.phase, 'idle');
  });

  it('I8 whoever was granted until a moment before a body forced its way may be the one who went', () => {
    const doubt = ['passage_timeout', 'passage_forced forced', 'denied passage_unclear'];
    const soon = new Play().grant('out').wait(5_020).body('begin', 'out').wait(700).body('complete', 'out');
    assert.deepEqual(soon.told, doubt);
    const other = new Play().grant('out').wait(5_020).body('begin', 'in').wait(700).body('complete', 'in');
    assert.deepEqual(other.told, doubt.slice(0, 2));
    const later = new Play().grant('out').wait(6_600).body('begin', 'out').body('complete', 'out');
    assert.deepEqual(later.told, doubt.slice(0, 2));
  });

  it('I8 a grant that ends unused after the sensors were not read for a while is doubt', () => {
    const play = new Play().grant('in').input({ kind: 'blind', since: 0, at: 1_000 }).wait(5_000);
    assert.deepEqual(play.told, ['passage_timeout passage_unclear', 'denied passage_unclear']);
    const seen = new Play().grant('in').input({ kind: 'blind', since: 0, at: 1_000 }).body('complete', 'in');
    assert.deepEqual(seen.told, ['passage']);
    const late = new Play().grant('in').wait(5_000);
    assert.deepEqual(late.told, ['passage_timeout']);
    late.input({ kind: 'blind', since: 5_000, at: 6_500 }).input({ kind: 'blind', since: 5_000, at: 6_500 });
    assert.deepEqual(late.told, ['passage_timeout', 'denied passage_unclear']);
    const before = new Play().grant('in').wait(6_000).input({ kind: 'blind', since: 6_500, at: 7_500 });
    assert.deepEqual(before.told, ['passage_timeout']);
  });

  it('I8 a body without a grant that seems to turn back while nothing was seen is a doubt', () => {
    const seen = new Play().body('begin', 'in').body('turnback', 'in');
    assert.deepEqual(seen.told, []);
    const play = new Play().body('begin', 'in').input({ kind: 'blind', since: 0, at: 1_500 });
    assert.deepEqual(play.body('turnback', 'in').told, ['held_start unclear', 'held_end']);
  });

  it('I4 a body that came unseen before the lane opened does not use the grant', () => {
    const play = new Play().wait(1_000).body('begin', 'in');
    play.input({ kind: 'blind', since: 500, at: play.at }).wait(100).grant('in').body('complete', 'in');
    assert.deepEqual(play.told.slice(-2), ['passage_timeout passage_unclear', 'denied passage_unclear']);
    const seen = new Play().wait(1_000).body('begin', 'in').wait(100).grant('in').body('complete', 'in');
    assert.equal(seen.told.at(-1), 'passage');
  });

  it('I4 a body first seen at both beams, perhaps since before the lane opened, does not use the grant', () => {
    const first = (atBoth: boolean) => {
      const play = new Play().wait(1_000).grant('in').wait(400);
      play.input({ kind: 'begin', direction: 'in', at: play.at, atBoth });
      return play.input({ kind: 'blind', since: 500, at: play.at }).wait(300).body('complete', 'in');
    };
    assert.deepEqual(first(true).told.slice(-2), [
      'passage_timeout passage_unclear',
      'denied passage_unclear',
    ]);
    assert.equal(first(false).told.at(-1), 'passage', 'it came from the side at which it was seen first');
    const since = new Play().wait(1_000).grant('in').wait(400);
    since.input({ kind: 'begin', direction: 'in', at: since.at, atBoth: true });
    since
      .input({ kind: 'blind', since: since.at - 100, at: since.at })
      .wait(300)
      .body('complete', 'in');
    assert.equal(since.told.at(-1), 'passage', 'it came when the lane was open');
  });

  it('I4 a second spell without sight does not shorten the time in which a body may have come', () => {
    const play = new Play().wait(1_000).grant('in').wait(400);
    play.input({ kind: 'begin', direction: 'in', at: play.at, atBoth: true });
    const seen = play.at;
    play.input({ kind: 'blind', since: 500, at: seen }).wait(1_000);
    play.input({ kind: 'blind', since: seen, at: play.at }).body('complete', 'in');
    assert.deepEqual(play.told.slice(-2), ['passage_timeout passage_unclear', 'denied passage_unclear']);
  });

  it('I4 one who turned back before another was at the far beam, and was crossed by that one, uses no grant', () => {
    const crossed = (play: Play, gapped: boolean) =>
      play
        .body('begin', 'in')
        .input({ kind: 'complete', direction: 'in', crossed: true, gapped, at: play.at });
    const doubt = ['passage_timeout passage_unclear', 'denied passage_unclear'];
    assert.deepEqual(crossed(new Play().grant('in'), true).told.slice(-2), doubt);
    assert.deepEqual(crossed(new Play().grant('in', { by: 'attest' }), true).told.slice(-2), doubt);
    assert.deepEqual(crossed(new Play().grant('in'), false).told, ['passage'], 'a second close behind');
    assert.deepEqual(crossed(new Play(), true).told, ['passage_forced forced']);
    const free = with_({ modes: { in: 'free', out: 'controlled' } });
    const tapped = crossed(new Play(free).grant('in'), true).wait(5_000);
    assert.deepEqual(tapped.told, ['held_start unclear', 'held_end', ...doubt]);
  });

  it('an arm that does not move although the output is confirmed, five times in a row, is an alarm', () => {
    const play = new Play();
    for (let count = 0; count < 5; count++) {
      assert.equal(
        play.effects.some(({ kind }) => kind === 'alarm'),
        false,
      );
      play.grant('in').input({ kind: 'released', direction: 'in', at: play.at }).wait(5_000);
    }
    assert.deepEqual(
      play.effects.filter(({ kind }) => kind === 'alarm').map((effect) => 'on' in effect && effect.on),
      [true],
    );
    play.grant('in').body('begin', 'in');
    assert.deepEqual(
      play.effects.filter(({ kind }) => kind === 'alarm').map((effect) => 'on' in effect && effect.on),
      [true, false],
    );
  });
});

describe('conditions', () => {
  it('I1 evacuation ends grants, counts bodies, and forgets what it saw', () => {
    const play = new Play().grant('in').body('begin', 'in').grant('in');
    play.input({ kind: 'evacuate', on: true, at: 1_000 });
    assert.deepEqual(play.told, ['passage_timeout evacuation', 'passage_timeout evacuation']);
    play.body('begin', 'out').body('complete', 'out').wait(60_000);
    assert.deepEqual(play.state.freePassed, { in: 0, out: 1 });
    play.input({ kind: 'evacuate', on: false, at: play.at });
    assert.equal(play.phase, 'idle');
    assert.equal(nextTimer(play.state, play.context), Number.POSITIVE_INFINITY);
  });

  it('a blocked direction ends its grant, but not under a body on its way', () => {
    const play = new Play().grant('in');
    play.context = with_({ modes: { in: 'blocked', out: 'controlled' } });
    play.input({ kind: 'modes', changed: ['in', 'out'], at: play.at });
    assert.deepEqual(play.told, ['passage_timeout mode_changed']);
    const passing = new Play().grant('in').body('begin', 'in');
    passing.context = play.context;
    passing.input({ kind: 'modes', changed: ['in', 'out'], at: passing.at }).body('complete', 'in');
    assert.deepEqual(passing.told, ['passage']);
  });

  it('devices that are gone end the grants of their direction only', () => {
    const play = new Play().grant('in').grant('out', { by: 'release' });
    play.input({ kind: 'lost', direction: 'in', at: play.at });
    assert.deepEqual(play.told, ['passage_timeout device_offline']);
    assert.equal(play.state.open?.grant.direction, 'out');
  });
});

describe('any sequence of inputs', () => {
  const direction = fc.constantFrom<'in' | 'out'>('in', 'out');
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('grant' as const),
      direction,
      by: fc.constantFrom<Grant['by']>('card', 'release', 'attest'),
    }),
    fc.record({
      kind: fc.constantFrom('begin' as const, 'complete' as const, 'turnback' as const, 'unclear' as const),
      direction,
    }),
    fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 12_000 }) }),
    fc.record({ kind: fc.constant('evacuate' as const), on: fc.boolean() }),
    fc.record({
      kind: fc.constant('service' as const),
      service: fc.constantFrom('in' as const, 'ordered_out' as const, 'devices_lost' as const),
    }),
    fc.record({ kind: fc.constant('lost' as const), direction }),
    fc.record({
      kind: fc.constant('modes' as const),
      mode: fc.constantFrom('controlled' as const, 'free' as const, 'blocked' as const),
      direction,
    }),
  );
  const sensors = fc.constantFrom(
    'pair' as const,
    'directional' as const,
    'single' as const,
    'door' as const,
    'none' as const,
  );

  it('I4 ends every grant exactly once, as a passage or as a time-out, and never waits for ever', () => {
    fc.assert(
      fc.property(sensors, fc.array(step, { maxLength: 40 }), (kind, steps) => {
        const play = new Play(with_({ sensors: kind }));
        const given: Grant[] = [];
        for (const next of steps) {
          if (next.kind === 'wait') play.wait(next.ms);
          else if (next.kind === 'modes') {
            play.context = { ...play.context, modes: { ...play.context.modes, [next.direction]: next.mode } };
            play.input({ kind: 'modes', changed: ['in', 'out'], at: play.at });
          } else if (next.kind === 'grant') {
            if (!play.ready(next.by, next.direction)) continue;
            const one = grant(next.direction, { by: next.by, draft: 0 });
            given.push(one);
            play.input({ kind: 'grant', grant: one, at: play.at });
          } else if (next.kind === 'evacuate') play.input({ ...next, at: play.at });
          else if (next.kind === 'service') play.input({ ...next, at: play.at });
          else if (next.kind === 'lost') play.input({ ...next, at: play.at });
          else play.body(next.kind, next.direction);
        }
        play.body('complete', 'out').wait(60_000).wait(60_000).wait(60_000);
        for (const { trace, by } of given) {
          const about = play.effects.flatMap((effect) =>
            effect.kind === 'event' && effect.event.grant === trace && effect.event.kind !== 'denied'
              ? [effect.event.kind]
              : [],
          );
          assert.equal(about.length, 1, `${trace}: ${about.join(', ')}`);
          assert.ok(
            about[0] === 'passage_timeout' || about[0] === (by === 'attest' ? 'guard_attested' : 'passage'),
          );
        }
        const starts = play.told.filter((event) => event.startsWith('held_start')).length;
        const ends = play.told.filter((event) => event === 'held_end').length;
        assert.ok(starts - ends === 0 || starts - ends === 1, 'held spans do not nest');
      }),
      { numRuns: 500 },
    );
  });
});
