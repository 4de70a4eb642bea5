import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SitePolicy } from '@vratar/protocol/lists';
import { Bench, listOf, MORNING, pupil } from '../support/bench.ts';
import { TRIPOD, TWO_TRIPODS } from '../support/site.ts';

const HOUR = 3_600_000;
const bench = (policy: Partial<SitePolicy> = {}, entries = [pupil('ann'), pupil('bob')]) =>
  new Bench({ list: listOf(entries, policy), yaml: TWO_TRIPODS });

describe('stale reads', () => {
  it('I9 a read that may be older than 3 s is refused and told, whenever it was kept', () => {
    const gate = bench();
    gate.tap('ann', 1, 3_001);
    assert.equal(gate.last('denied').reason, 'stale_read');
    gate.tap('ann', 1, 3_000);
    assert.ok(gate.has('granted'));
  });

  it('I9 counts the time that the gate itself was late', () => {
    const gate = bench();
    const data = new Uint8Array(Buffer.from('ann'));
    const read = { kind: 'card', address: 1, reader: 0, bits: 32, data } as const;
    gate.line({ ...read, at: gate.mono - 4_000, lastEmptyAt: gate.mono - 4_010 });
    assert.equal(gate.last('denied').reason, 'stale_read');
  });

  it('I9 a read of a session without an empty answer is refused', () => {
    const gate = bench();
    const data = new Uint8Array(Buffer.from('ann'));
    gate.line({ kind: 'card', address: 1, at: gate.mono, reader: 0, bits: 32, data, lastEmptyAt: undefined });
    assert.equal(gate.last('denied').reason, 'stale_read');
  });
});

describe('keypads', () => {
  it('I11 whoever types is told once that no code is taken, and the digits go nowhere', () => {
    const gate = bench();
    const typed = { kind: 'keypad', address: 1, reader: 0, digits: '4711' } as const;
    gate.line({ ...typed, at: gate.mono }).line({ ...typed, at: gate.mono });
    assert.equal(gate.last('denied').reason, 'keypad_unused');
    assert.equal(gate.kinds().filter((kind) => kind === 'denied').length, 1);
    assert.ok(!JSON.stringify(gate.last('denied')).includes('4711'));
    gate.wait(5_100).line({ ...typed, at: gate.mono });
    assert.equal(gate.kinds().filter((kind) => kind === 'denied').length, 2);
  });
});

describe('anti-passback over the lanes of a gateway', () => {
  it('X9 same card on two lanes within a second: the second is flagged in soft mode', () => {
    const gate = bench();
    gate.tap('ann', 1).wait(900).tap('ann', 3);
    assert.deepEqual(gate.last('granted').data, { flags: ['passback'] });
  });

  it('X9 same card on two lanes within a second: the second is refused in hard mode', () => {
    const gate = bench({ passback: { mode: 'hard' } });
    gate.tap('ann', 1).wait(900).tap('ann', 3);
    assert.equal(gate.last('denied').reason, 'passback');
    assert.equal(gate.last('denied').lane, 'south');
  });

  it('goes by the rule of the zone before that of the school', () => {
    const gate = bench({ passbackZones: [{ zone: 'A', rule: { mode: 'hard' } }] });
    gate.tap('ann', 1).walk('in').wait(5_000).tap('ann', 3);
    assert.equal(gate.last('denied').reason, 'passback');
  });

  it('hard: in, in is refused; in, out, in is not; a replaced card is the same person', () => {
    const gate = bench({ passback: { mode: 'hard' } }, [pupil('ann'), pupil('new', { holder: 'h-ann' })]);
    gate.tap('ann', 1).walk('in').wait(5_000);
    gate.tap('new', 3);
    assert.equal(gate.last('denied').reason, 'passback');
    gate.tap('new', 4).walk('out', 3).wait(5_000).tap('ann', 1);
    assert.equal(gate.kinds().at(-1), 'granted');
  });

  it('hard: a grant of another zone does not count', () => {
    const yaml = TWO_TRIPODS.replace('- id: south', '- id: south\n    zone: gym');
    const gate = new Bench({ yaml, list: listOf([pupil('ann')], { passback: { mode: 'hard' } }) });
    assert.equal(gate.tap('ann', 1).tap('ann', 3).last('granted').lane, 'south');
    assert.equal(gate.has('denied'), false);
  });

  it('I4 a grant that nobody used does not count', () => {
    const gate = bench({ passback: { mode: 'hard' } });
    gate.tap('ann', 1).wait(6_000).tap('ann', 3);
    assert.equal(gate.kinds().at(-1), 'granted');
  });

  it('survives a restart', () => {
    const gate = bench({ passback: { mode: 'hard' } });
    gate.tap('ann', 1).walk('in').wait(1_000);
    const list = listOf([pupil('ann')], { passback: { mode: 'hard' } });
    const after = gate.restart({ yaml: TWO_TRIPODS, list });
    after.tap('ann', 1);
    assert.equal(after.last('denied').reason, 'passback');
  });

  it('is forgotten per person and for all by order, and every night', () => {
    for (const way of ['person', 'all', 'night'] as const) {
      const gate = bench({
        passback: { mode: 'hard' },
        groups: [{ id: 'day', weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }] }],
      });
      gate.tap('ann', 1).walk('in').tap('bob', 1).walk('in');
      if (way === 'person') gate.order({ name: 'passback_reset', token: 'ann' });
      if (way === 'all') gate.order({ name: 'passback_reset' });
      if (way === 'night') {
        gate.utc = Date.UTC(2026, 10, 10, 0, 59, 59);
        gate.wait(500).tap('ann', 3);
        assert.equal(gate.last('denied').reason, 'passback', 'one second before 03:00');
        gate.wait(2_000);
      }
      gate.tap('ann', 3);
      assert.equal(gate.kinds().at(-1), 'granted', way);
      gate.wait(6_000).tap('bob', 3);
      assert.equal(gate.kinds().at(-1) === 'denied', way === 'person', way);
    }
  });

  it('is forgotten in the morning by a gate that has been off every night so far', () => {
    const gate = bench({ passback: { mode: 'hard' } });
    gate.tap('ann', 1).walk('in').wait(1_000);
    const list = listOf([pupil('ann')], { passback: { mode: 'hard' } });
    const sameDay = gate.restart({ yaml: TWO_TRIPODS, list });
    sameDay.wait(2_000).tap('ann', 1);
    assert.equal(sameDay.kinds().at(-1), 'denied');
    const nextDay = gate.restart({ yaml: TWO_TRIPODS, list, utc: gate.utc + 24 * 3_600_000, mono: 1_000 });
    nextDay.wait(2_000).tap('ann', 1);
    assert.equal(nextDay.kinds().at(-1), 'granted');
  });

  it('a place from before a lane was held is flagged, not refused', () => {
    const gate = bench({ passback: { mode: 'hard' } })
      .tap('ann', 1)
      .walk('in')
      .wait(1_000);
    gate.tap('bob', 3).input(3, 0, 'active').wait(20_000).input(3, 0, 'inactive').wait(1_000);
    assert.ok(gate.has('held_end'));
    assert.deepEqual(gate.tap('ann', 1).last('granted').data, { flags: ['passback_doubtful'] });
  });

  it('a place from before a forced passage is flagged, not refused', () => {
    const gate = bench({ passback: { mode: 'hard' } })
      .tap('ann', 1)
      .walk('in')
      .wait(10_000);
    assert.equal(gate.tap('ann', 1).last('denied').reason, 'passback');
    gate.walk('out').wait(1_000);
    assert.equal(gate.last('passage_forced').direction, 'out');
    assert.deepEqual(gate.tap('ann', 1).last('granted').data, { flags: ['passback_doubtful'] });
  });

  it('a place that a free hour has made doubtful is flagged, not refused', () => {
    const gate = bench({ passback: { mode: 'hard' } });
    gate.tap('ann', 1).walk('in').wait(1_000);
    gate.order({ name: 'mode', lane: 'south', direction: 'out', mode: 'free', until: gate.utc + 60_000 });
    gate.wait(61_000).tap('ann', 1);
    assert.deepEqual(gate.last('granted').data, { flags: ['passback_doubtful'] });
  });
});

describe('a lane without sensors', () => {
  it('takes a second tap of the same card for the same tap, and lets the next child follow at once', () => {
    const gate = new Bench({
      yaml: TRIPOD.replace(/sensors:[\s\S]*?(?= {4}in:)/, 'sensors: { kind: none }\n'),
    });
    gate.tap('ann').wait(700).tap('ann').wait(500).tap('bob').wait(100);
    const told = gate.events
      .filter(({ token }) => token !== undefined)
      .map(({ kind, token }) => `${kind} ${token}`);
    assert.deepEqual(told, ['granted ann', 'passage ann', 'granted bob', 'passage bob']);
    assert.equal(gate.output(1, 0).kind, 'timed');
  });
});

describe('counted, escorted and crowded', () => {
  it('a card of one entry lets in once, counts only the passage, and always lets out', () => {
    const gate = bench({}, [pupil('vis', { kind: 'visitor', uses: 1, enrolments: undefined })]);
    gate.tap('vis', 1).wait(6_000);
    gate.tap('vis', 1).walk('in').wait(1_000);
    assert.equal(gate.last('passage').data!.card, 'visitor');
    gate.tap('vis', 1);
    assert.equal(gate.last('denied').reason, 'card_used_up');
    const after = gate.restart({
      yaml: TWO_TRIPODS,
      list: listOf([pupil('vis', { kind: 'visitor', uses: 1 })]),
    });
    after.tap('vis', 1);
    assert.equal(after.last('denied').reason, 'card_used_up', 'after a restart');
    after.tap('vis', 2);
    assert.equal(after.kinds().at(-1), 'granted');
  });

  it('a card of two entries lets in twice, however often it lets out', () => {
    const gate = bench({}, [pupil('vis', { kind: 'visitor', uses: 2, enrolments: undefined })]);
    for (const [address, direction] of [
      [1, 'in'],
      [2, 'out'],
      [1, 'in'],
      [2, 'out'],
    ] as const)
      gate.tap('vis', address).walk(direction).wait(1_000);
    assert.equal(gate.kinds().filter((kind) => kind === 'passage').length, 4);
    assert.equal(gate.tap('vis', 1).last('denied').reason, 'card_used_up');
  });

  it('a card of one entry is granted on one lane at a time', () => {
    const pass = pupil('vis', { kind: 'visitor', uses: 1, enrolments: undefined });
    const gate = bench({ passback: { mode: 'off' } }, [pass])
      .tap('vis', 1)
      .tap('vis', 3);
    assert.equal(gate.last('denied').reason, 'card_used_up');
    assert.equal(gate.wait(6_000).tap('vis', 3).kinds().at(-1), 'granted', 'nobody went through');
  });

  it('a new key of the site gives no entry back, and the next visitor’s entries are his own', () => {
    const pass = (token: string, holding: string) =>
      pupil(token, { kind: 'visitor', uses: 1, enrolments: undefined, holder: undefined, holding });
    const gate = bench({ passback: { mode: 'off' } }, [pass('vis', 'first')]);
    gate.tap('vis', 1).walk('in').wait(1_000);
    gate.take(gate.core.setList(listOf([pass('vis', 'first'), pass('siv', 'first')], {}, 2), gate.now));
    gate.tap('siv', 1);
    assert.equal(gate.last('denied').reason, 'card_used_up');
    gate.take(gate.core.setList(listOf([pass('siv', 'second')], {}, 3), gate.now));
    gate.wait(5_000).tap('siv', 1);
    assert.equal(gate.kinds().at(-1), 'granted');
  });

  it('a pass-only card keeps its place under a new key of the site', () => {
    const pass = (token: string) => pupil(token, { kind: 'pass_only', holder: undefined, holding: 'one' });
    const gate = bench({ passback: { mode: 'hard' } }, [pass('pas')]);
    gate.tap('pas', 1).walk('in').wait(1_000);
    gate.take(
      gate.core.setList(listOf([pass('pas'), pass('sap')], { passback: { mode: 'hard' } }, 2), gate.now),
    );
    gate.tap('sap', 1);
    assert.equal(gate.last('denied').reason, 'passback');
    gate.tap('sap', 2).walk('out');
    assert.deepEqual(
      gate.core.status(gate.now).inside.map(({ count }) => count),
      [0],
    );
  });

  it('two cards: the first waits, an escort’s opens for the first', () => {
    const gate = bench({ twoCards: [{ lanes: ['north'], ms: 10_000 }] }, [
      pupil('ann'),
      pupil('bob'),
      pupil('tea', { kind: 'staff', escort: true, enrolments: undefined }),
    ]);
    gate.tap('ann', 1);
    assert.equal(gate.last('denied').reason, 'second_card_needed');
    gate.tap('bob', 1);
    assert.equal(gate.last('denied').reason, 'second_card_refused');
    gate.tap('ann', 1).wait(2_000).tap('tea', 1);
    assert.deepEqual([gate.last('granted').token, gate.last('granted').data], ['ann', { escort: 'tea' }]);
    gate.walk('in');
    assert.equal(gate.last('passage').token, 'ann');
    gate.tap('ann', 1).wait(10_001).tap('tea', 1);
    assert.equal(gate.last('granted').token, 'tea', 'too late: the escort passes alone');
  });

  it('I7 an escort whose family refused the processing of data is not named beside the first card', () => {
    const gate = bench({ twoCards: [{ lanes: ['north'], ms: 10_000 }] }, [
      pupil('ann'),
      pupil('tea', { kind: 'pass_only', escort: true, enrolments: undefined }),
    ]);
    gate.tap('ann', 1).tap('tea', 1);
    assert.deepEqual([gate.last('granted').token, gate.last('granted').data], ['ann', undefined]);
  });

  it('a full building lets out, and in again when somebody left', () => {
    const gate = bench({ occupancy: [{ zone: 'A', max: 1 }] });
    gate.tap('ann', 1);
    gate.tap('bob', 3);
    assert.equal(gate.last('denied').reason, 'building_full', 'a grant under way counts');
    gate.walk('in').tap('bob', 3);
    assert.equal(gate.kinds().at(-1), 'denied');
    gate.tap('ann', 2).walk('out').tap('bob', 3);
    assert.equal(gate.kinds().at(-1), 'granted');
  });

  it('a full building counts visitors on their way in, and nobody on the way out', () => {
    const gate = bench({ occupancy: [{ zone: 'A', max: 1 }] })
      .tap('ann', 2)
      .tap('bob', 3);
    assert.equal(gate.kinds().at(-1), 'granted', 'ann leaves');
    gate.wait(6_000).order({ name: 'release', lane: 'north', direction: 'in', reason: 'visitor' });
    assert.equal(gate.tap('bob', 3).last('denied').reason, 'building_full');
  });

  it('a full building takes back whoever is counted as inside and left unseen', () => {
    const gate = bench({ occupancy: [{ zone: 'A', max: 2 }] }, [pupil('ann'), pupil('bob'), pupil('eve')]);
    gate.tap('ann', 1).walk('in').wait(1_000).tap('bob', 1).walk('in').wait(1_000);
    gate.input(1, 2, 'inactive').wait(5_000).walk('out').walk('out').input(1, 2, 'active').wait(500);
    gate.order({ name: 'fire_reset', zone: 'main' });
    gate.wait(1_000).tap('bob', 1).tap('ann', 3);
    const { token, kind } = gate.events.at(-1)!;
    assert.deepEqual([kind, token], ['granted', 'ann'], 'also while bob is on his way');
    gate.wait(6_000).tap('eve', 1);
    assert.equal(gate.last('denied').reason, 'building_full');
  });

  it('I7 D9 a pass-only card opens and is not named', () => {
    const gate = bench({}, [pupil('pas', { kind: 'pass_only', holder: undefined })]);
    gate.tap('pas', 1).walk('in');
    assert.equal(gate.last('granted').token, undefined);
    assert.equal(gate.last('passage').token, undefined);
    assert.deepEqual(gate.last('passage').data, { card: 'pass_only' });
    const { lastTap } = gate.core.status(gate.now).lanes[0]!;
    assert.equal(lastTap?.token, undefined);
  });

  it('a refused pass-only card is not named either', () => {
    const gate = bench({}, [pupil('pas', { kind: 'pass_only', status: 'blocked' })]);
    gate.tap('pas', 1);
    assert.equal(gate.last('denied').token, undefined);
  });
});

describe('the list and the clock', () => {
  it('I3 without a list nobody is known, and the refusal says so', () => {
    const gate = new Bench({ list: undefined });
    gate.tap('ann');
    assert.equal(gate.last('denied').reason, 'no_list');
  });

  it('a new list holds at once, and events name the version that decided', () => {
    const gate = bench();
    gate.take(gate.core.setList(listOf([pupil('ann', { status: 'blocked' })], {}, 2), gate.now));
    gate.tap('ann', 1);
    assert.deepEqual([gate.last('denied').reason, gate.last('denied').list], ['card_blocked', 2]);
  });

  it('X12 with a clock of 1970 hours and dates refuse nobody', () => {
    const gate = new Bench({ utc: 1_000, list: listOf([pupil('ann', { until: MORNING + HOUR })]) });
    gate.clock = 'unsynced';
    gate.tap('ann');
    assert.equal(gate.kinds().at(-1), 'granted');
  });

  it('an unsynced clock that runs after the list’s date is believed', () => {
    const gate = new Bench({ utc: MORNING - 2 * HOUR });
    gate.clock = 'unsynced';
    gate.tap('ann');
    assert.equal(gate.last('denied').reason, 'outside_schedule');
  });

  it('X8 a clock step changes no running grant', () => {
    const gate = bench();
    gate.tap('ann', 1);
    gate.utc -= HOUR;
    gate.walk('in');
    assert.equal(gate.kinds().at(-1), 'passage');
  });
});

describe('two readers on one device', () => {
  it('each stands for its own direction, and a third one for none', () => {
    const gate = new Bench({
      yaml: TRIPOD.replace('reader: { device: a2 }', 'reader: { device: a1, reader: 1 }'),
    });
    const card = { kind: 'card', address: 1, bits: 32, data: new Uint8Array(Buffer.from('ann')) } as const;
    const read = (reader: number) =>
      gate.line({ ...card, reader, at: gate.mono, lastEmptyAt: gate.mono }).activeAlarms();
    assert.deepEqual(read(1), []);
    assert.equal(gate.last('granted').direction, 'out');
    gate.wait(6_000);
    const before = gate.kinds().filter((kind) => kind === 'granted').length;
    assert.deepEqual(read(2), ['reader_unknown a1 2']);
    assert.equal(gate.kinds().filter((kind) => kind === 'granted').length, before);
  });
});

describe('one tap', () => {
  it('carries one trace id through every event and stage', () => {
    const gate = bench();
    gate.tap('ann', 1).wait(100).walk('in');
    const { trace } = gate.last('granted');
    assert.equal(gate.last('passage').grant, trace);
    const stages = gate.stages.filter((stage) => stage.trace === trace).map(({ stage }) => stage);
    assert.deepEqual(stages, ['read', 'decided', 'committed', 'opened', 'passage']);
  });

  it('is one tap, however often the reader repeats it', () => {
    const gate = bench();
    gate.tap('ann', 1).wait(300).tap('ann', 1).wait(300).tap('ann', 1);
    assert.equal(gate.kinds().filter((kind) => kind === 'granted').length, 1);
    assert.equal(gate.has('denied'), false);
  });

  it('is one tap also of a card that waits behind a body', () => {
    for (const mode of ['soft', 'hard', 'timed'] as const) {
      const gate = bench({ passback: { mode } });
      gate.tap('ann', 1).wait(300).input(1, 0, 'active').wait(100).tap('bob', 1);
      const before = gate.events.length;
      gate.wait(300).tap('bob', 1);
      assert.equal(gate.events.length, before, mode);
    }
  });

  it('may be repeated where the way is free: no anti-passback, and one entry of a counted card', () => {
    for (const mode of ['soft', 'hard', 'timed'] as const) {
      const gate = bench({ passback: { mode } }, [pupil('ann', { uses: 1 })]);
      gate.order({ name: 'mode', lane: 'north', direction: 'in', mode: 'free' });
      gate.tap('ann', 1).wait(700).tap('ann', 1);
      assert.deepEqual([gate.kinds().at(-1), gate.events.at(-1)!.data], ['granted', undefined], mode);
      gate.walk('in').wait(7_000);
      assert.equal(gate.kinds().filter((kind) => kind === 'passage').length, 1);
      gate.tap('ann', 3);
      assert.equal(gate.kinds().at(-1), 'denied', 'the entry is used');
    }
  });

  it('from both sides at once: the first is granted, the second waits', () => {
    const gate = bench();
    gate.tap('ann', 1).tap('bob', 2);
    assert.equal(gate.last('denied').reason, 'lane_busy');
    assert.equal(gate.last('denied').token, 'bob');
  });

  it('while somebody passes, the next child’s tap is granted behind', () => {
    const gate = bench();
    gate.tap('ann', 1).wait(300).input(1, 0, 'active').wait(100).tap('bob', 1);
    gate.input(1, 1, 'active').wait(100).input(1, 0, 'inactive').wait(100).input(1, 1, 'inactive').wait(100);
    assert.equal(gate.last('passage').token, 'ann');
    assert.equal(gate.output(1, 0).kind, 'timed');
    gate.walk('in');
    assert.equal(gate.last('passage').token, 'bob');
  });

  it('is explained without changing anything', () => {
    const gate = bench();
    const before = gate.events.length;
    const decision = gate.core.why(
      { token: 'ann', lane: 'north', direction: 'in', utc: MORNING - 2 * HOUR },
      gate.now,
    );
    assert.equal(decision.code, 'outside_schedule');
    assert.equal(
      gate.core.why({ token: 'ann', lane: 'north', direction: 'in', utc: MORNING }, gate.now).granted,
      true,
    );
    assert.equal(gate.events.length, before);
    assert.throws(() => gate.core.why({ token: 'ann', lane: 'none', direction: 'in', utc: 0 }, gate.now), {
      code: 'lane_unknown',
    });
  });
});
