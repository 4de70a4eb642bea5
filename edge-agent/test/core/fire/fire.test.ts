import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readFireContact } from '../../../src/core/fire/contact.ts';
import { Bench } from '../support/bench.ts';
import { site, TRIPOD, TWO_TRIPODS } from '../support/site.ts';

const closed = { id: 'x', device: 'd', input: 0, normally: 'closed', supervised: false } as const;

/** Both directions are held released by steady states, and the line knows that it is fire. */
function assertFree(bench: Bench, message?: string): void {
  assert.deepEqual(bench.output(1, 0), { output: 0, kind: 'steady', energised: true }, message);
  assert.deepEqual(bench.output(2, 0), { output: 0, kind: 'steady', energised: false }, message);
  assert.equal(bench.wish(1).fire && bench.wish(2).fire, true, message);
}

const confirm = (bench: Bench) => bench.outputs(1, [true, false]).outputs(2, [false, false, false]);

describe('fire contacts', () => {
  const TABLE = [
    ['closed at rest, closed', closed, 'active', 'normal'],
    ['closed at rest, open: also a cut wire', closed, 'inactive', 'alarm'],
    ['open at rest, closed', { ...closed, normally: 'open' }, 'active', 'alarm'],
    ['open at rest, open', { ...closed, normally: 'open' }, 'inactive', 'normal'],
    ['supervised, at rest', { ...closed, supervised: true }, 'inactive', 'normal'],
    ['supervised, alarm', { ...closed, supervised: true }, 'active', 'alarm'],
    ['supervised, cut', { ...closed, supervised: true }, 'open', 'alarm'],
    ['supervised, shorted', { ...closed, supervised: true }, 'shorted', 'alarm'],
    ['unknown', closed, 'unknown', 'unreadable'],
    ['not reported at all', closed, undefined, 'unreadable'],
  ] as const;
  for (const [what, input, state, reading] of TABLE) {
    it(`I1 I2 ${what}: ${reading}`, () => assert.equal(readFireContact(input, state), reading));
  }
});

describe('fire wins', () => {
  it('I1 an alarm frees both directions at once, writes the latch, and tells it', () => {
    const bench = new Bench();
    bench.input(1, 2, 'active').input(1, 2, 'inactive');
    assertFree(bench);
    assert.deepEqual(bench.latch, { main: 'fire' });
    assert.equal(bench.state(), 'evacuation');
    assert.deepEqual(bench.last('fire_start').data, { zone: 'main', inputs: ['loop'] });
    assert.equal(bench.last('free_start').reason, 'fire');
  });

  it('I1 neither a command, a schedule, a reconnection, a tap nor a clock step locks a lane under fire', () => {
    const bench = new Bench();
    bench.input(1, 2, 'inactive');
    bench.order({ name: 'lockdown', on: true });
    assertFree(bench, 'lockdown');
    bench.order({ name: 'mode', lane: 'north', direction: 'in', mode: 'blocked' });
    bench.order({ name: 'lane_service', lane: 'north', inService: false });
    assertFree(bench, 'service');
    bench.offline(1);
    assertFree(bench, 'offline');
    bench.online(1, false);
    assertFree(bench, 'online in clear');
    bench.tap('ann', 2);
    assertFree(bench, 'tap');
    bench.utc = 0;
    bench.clock = 'unsynced';
    bench.wait(2_000);
    assertFree(bench, 'clock');
  });

  it('I1 X4 stays until the input is restored and a person resets it', () => {
    const bench = new Bench();
    bench.input(1, 2, 'inactive');
    bench.wait(1_000);
    const early = bench.order({ name: 'fire_reset', zone: 'main' });
    assert.deepEqual([early.answer.outcome, early.answer.code], ['refused', 'fire_input_in_alarm']);
    assert.equal(bench.last('fire_reset_refused').reason, 'fire_input_in_alarm');
    bench.input(1, 2, 'active');
    bench.wait(60_000).input(1, 2, 'active');
    assertFree(bench, 'restored, not reset');
    assert.equal(bench.order({ name: 'fire_reset', zone: 'main' }).answer.outcome, 'done');
    assert.equal(bench.isReleased('in') || bench.isReleased('out'), false);
    assert.deepEqual(bench.latch, {});
    assert.deepEqual(bench.last('fire_reset').data, { zone: 'main', by: 'guard:g1' });
    assert.equal(bench.last('free_end').reason, 'fire');
  });

  it('I1 an override by name passes an input that cannot be read, never one in alarm', () => {
    const bench = new Bench();
    bench.input(1, 2, 'inactive');
    const byName = { name: 'fire_reset', zone: 'main', override: 'guard g1' } as const;
    assert.equal(bench.order(byName).answer.code, 'fire_input_in_alarm');
    bench.offline(1);
    assert.equal(bench.order({ name: 'fire_reset', zone: 'main' }).answer.code, 'fire_input_unreadable');
    assert.equal(bench.order(byName).answer.outcome, 'done');
    const { override, unreadable } = bench.last('fire_reset').data!;
    assert.deepEqual([override, unreadable], ['guard g1', ['loop']]);
  });

  it('resets by a key that is turned, not by one that is found turned', () => {
    const bench = new Bench();
    bench.input(2, 3, 'active');
    bench.input(1, 2, 'inactive').input(1, 2, 'active');
    assertFree(bench, 'key was turned before');
    bench.input(2, 3, 'inactive').input(2, 3, 'active');
    assert.equal(bench.isReleased('in'), false);
    assert.equal(bench.last('fire_reset').data!.by, 'key:main');
  });

  it('a key that is found turned when its device comes back, or is wired anew, is no turn', () => {
    const bench = new Bench();
    bench.input(2, 3, 'inactive');
    bench.input(1, 2, 'inactive').input(1, 2, 'active');
    bench.offline(2).wait(2_000).online(2).input(2, 3, 'active');
    assertFree(bench, 'it was turned while nobody looked');
    bench.input(2, 3, 'inactive').input(2, 3, 'active');
    assert.equal(bench.isReleased('in'), false);

    const other = new Bench();
    other.input(2, 3, 'inactive').input(2, 4, 'active');
    const moved = TRIPOD.replace('key: { device: a2, input: 3 }', 'key: { device: a2, input: 4 }');
    other.take(other.core.rewire(site(moved), other.now));
    other.input(1, 2, 'inactive').input(1, 2, 'active').input(2, 4, 'active');
    assertFree(other, 'another contact is the key now');
  });

  it('I1 a latch survives a restart, and an unreadable one is set', () => {
    const before = new Bench();
    before.input(1, 2, 'inactive');
    const after = before.restart({ settled: false });
    assertFree(after, 'before any device answered');
    assert.equal(after.has('fire_start'), false);
    after.wait(1);
    assert.deepEqual(after.last('free_start').data, { restored: true });
    const unreadable = new Bench({ latch: { kind: 'unreadable' }, settled: false });
    assertFree(unreadable, 'unreadable');
    unreadable.wait(1);
    assert.equal(unreadable.last('fire_start').reason, 'latch_unreadable');
    assert.deepEqual(unreadable.latch, { main: 'fire' });
  });

  it('I1 a fire, and a drill, that was latched and not told before the gate ended is told at its start', () => {
    const fire = new Bench();
    fire.autoCommit = false;
    fire.input(1, 2, 'inactive');
    assert.equal(fire.has('fire_start'), false, 'it ended before the commit');
    const after = fire.restart({ settled: false }).wait(1);
    const data = { zone: 'main', inputs: [], observed_late: true };
    assert.deepEqual(
      [after.last('fire_start').reason, after.last('fire_start').data],
      ['latch_restored', data],
    );
    assert.deepEqual(after.last('free_start').data, { restored: true, observed_late: true });
    assert.equal(after.restart({ settled: false }).wait(1).has('fire_start'), false, 'it is told by now');

    const drill = new Bench().input(1, 2, 'active');
    drill.autoCommit = false;
    drill.order({ name: 'fire_drill', zone: 'main', on: true });
    const later = drill.restart({ settled: false }).wait(1);
    assert.deepEqual(later.last('fire_drill').data, data);
    assert.equal(later.has('fire_start'), false);
  });

  it('a fire that took over a drill and was not told is told as the fire that it is', () => {
    const bench = new Bench().input(1, 2, 'active');
    bench.order({ name: 'fire_drill', zone: 'main', on: true });
    bench.autoCommit = false;
    bench.input(1, 2, 'inactive');
    const after = bench.restart({ settled: false }).wait(1);
    assert.equal(after.last('fire_start').data!.observed_late, true);
    assert.equal(after.has('fire_reset'), false, 'nobody has ended the drill');
  });

  it('a reset that was carried out and not told before the gate ended is told at its start, lane by lane', () => {
    const bench = new Bench().input(1, 2, 'inactive').input(1, 2, 'active');
    bench.autoCommit = false;
    assert.equal(bench.order({ name: 'fire_reset', zone: 'main' }).answer.outcome, 'done');
    const after = bench.restart({ settled: false }).wait(1);
    assert.equal(after.isReleased('in'), false, 'somebody has reset it');
    const { reason, data } = after.last('fire_reset');
    assert.deepEqual([reason, data], ['fire', { zone: 'main', observed_late: true }]);
    const end = after.last('free_end');
    assert.deepEqual([end.lane, end.reason, end.data], ['north', 'fire', { observed_late: true }]);
    const third = after.restart({ settled: false }).wait(1);
    assert.equal(third.has('fire_reset') || third.has('free_end'), false, 'it is told by now');
  });

  describe('I1 a zone that the configuration loses while it is held', () => {
    const [head] = TWO_TRIPODS.split('\nfire:') as [string];
    const hall = '{ id: hall, inputs: [l1], lanes: [north] }';
    const gym = '{ id: gym, inputs: [l3], lanes: [south] }';
    const file = (...zones: string[]) => `${head}
fire:
  inputs: [{ id: l1, device: a1, input: 2 }, { id: l3, device: a3, input: 2 }]
  zones: [${zones.join(', ')}]
`;
    const evacuated = (bench: Bench) =>
      ['north', 'south'].filter((lane) => bench.state(lane) === 'evacuation');
    const start = () => new Bench({ yaml: file(hall, gym) }).input(1, 2, 'inactive').input(1, 2, 'active');
    const reset = (bench: Bench, override?: string) =>
      bench.order({ name: 'fire_reset', zone: 'hall', ...(override && { override }) }).answer;

    it('frees every lane, and is as it was when the right file is back', () => {
      const before = start();
      assert.deepEqual(evacuated(before), ['north']);
      for (const zones of [[gym], []]) {
        const wrong = before.restart({ yaml: file(...zones) }).input(1, 2, 'active');
        assert.deepEqual(evacuated(wrong), ['north', 'south'], 'nobody knows which lanes it had');
        assert.equal(
          wrong.has('fire_reset') || wrong.has('fire_start'),
          false,
          'it is told, and nobody has reset it',
        );
        const view = wrong.core.status(wrong.now).zones.find(({ zone }) => zone === 'hall');
        assert.equal(view?.state, 'latched');
        assert.deepEqual(wrong.record.hall, before.record.hall);
        const right = wrong.restart({ yaml: file(hall, gym) });
        assert.deepEqual(evacuated(right), ['north']);
        assert.equal(right.has('fire_reset'), false);
      }
    });

    it('is told if the journal does not know it, and held if only the journal does, also one that is opened late', () => {
      const { record, rows } = start();
      const latch = { kind: 'read', latch: record } as const;
      const untold = new Bench({ yaml: file(gym), latch, run: 7 });
      assert.deepEqual([untold.last('fire_start').data!.zone, evacuated(untold).length], ['hall', 2]);
      const told = new Bench({ yaml: file(gym), rows: [...rows.values()], run: 7 });
      assert.deepEqual([evacuated(told).length, told.record.hall], [2, record.hall]);
      const late = new Bench({ yaml: file(gym), run: 7 });
      late.take(late.core.recall([...rows.values()], late.now));
      assert.deepEqual([evacuated(late).length, late.record.hall], [2, record.hall]);
    });

    it('ends by its name, past inputs that nobody knows, and never while one is in alarm', () => {
      const wrong = start()
        .restart({ yaml: file(gym) })
        .input(1, 2, 'active');
      assert.equal(reset(wrong).code, 'fire_input_unreadable');
      wrong.input(3, 2, 'inactive');
      assert.equal(reset(wrong, 'ivanova').code, 'fire_input_in_alarm');
      wrong.input(3, 2, 'active');
      assert.equal(reset(wrong, 'ivanova').outcome, 'done');
      assert.deepEqual(evacuated(wrong), ['south'], 'the other fire goes on');
      assert.equal(wrong.last('fire_reset').data!.override, 'ivanova');
      assert.equal(reset(wrong, 'ivanova').code, 'fire_zone_unknown');
      const drill = wrong.order({ name: 'fire_drill', zone: 'hall', on: true }).answer;
      assert.equal(drill.code, 'fire_zone_unknown');
      const right = wrong.restart({ yaml: file(hall, gym) });
      assert.deepEqual(evacuated(right), ['south'], 'it stays ended');
    });

    it('a drill of it ends the same way, and a reload takes nothing from it', () => {
      const before = new Bench({ yaml: file(hall, gym) }).input(1, 2, 'active').input(3, 2, 'active');
      before.order({ name: 'fire_drill', zone: 'hall', on: true });
      const wrong = before
        .restart({ yaml: file(gym) })
        .input(1, 2, 'active')
        .input(3, 2, 'active');
      assert.deepEqual([evacuated(wrong).length, wrong.has('fire_start')], [2, false]);
      assert.throws(() => wrong.core.rewire(site(file(hall, gym)), wrong.now), {
        code: 'reload_zone_latched',
      });
      wrong.take(wrong.core.rewire(site(`${file(gym)}  confirmMs: 2000\n`), wrong.now));
      assert.deepEqual(evacuated(wrong), ['north', 'south']);
      assert.equal(reset(wrong, 'ivanova').outcome, 'done');
      assert.deepEqual(evacuated(wrong), []);
    });
  });

  it('X3 an alarm that came while the daemon was down is told as observed late', () => {
    const bench = new Bench();
    const after = bench.restart();
    after.input(1, 2, 'inactive');
    assertFree(after);
    assert.equal(after.last('fire_start').data!.observed_late, true);
    assert.equal(after.last('free_start').data!.observed_late, true);
  });

  it('I1 an edge that was missed while a device rebooted is found at its first report', () => {
    const bench = new Bench();
    bench.input(1, 2, 'active').wait(500).offline(1).wait(3_000).online(1);
    bench.input(1, 2, 'inactive');
    assertFree(bench);
  });

  it('I10 what an untrusted device says raises an alarm and never clears one', () => {
    const bench = new Bench();
    bench.input(1, 2, 'inactive', false);
    assertFree(bench);
    bench.input(1, 2, 'active', false);
    assert.equal(bench.order({ name: 'fire_reset', zone: 'main' }).answer.code, 'fire_input_in_alarm');
    const other = new Bench();
    other.input(1, 2, 'active', false).order({ name: 'fire_drill', zone: 'main', on: true });
    const reset = other.order({ name: 'fire_drill', zone: 'main', on: false });
    assert.equal(reset.answer.code, 'fire_input_unreadable');
  });
});

describe('the proof of a release', () => {
  it('I1 shouts about a lane that does not confirm within a second, and is calm again when it does', () => {
    const bench = new Bench();
    bench.input(1, 2, 'inactive').outputs(1, [true, false]);
    bench.wait(999);
    assert.deepEqual(bench.activeAlarms(), []);
    bench.wait(1);
    assert.deepEqual(bench.activeAlarms(), ['fire_unconfirmed north']);
    assert.deepEqual(bench.last('fire_unconfirmed').data, { outputs: ['a2 0'] });
    bench.outputs(2, [false, false, false]);
    assert.deepEqual(bench.activeAlarms(), []);
  });

  it('takes the proof back when the output is locked again, or its device is gone', () => {
    const bench = new Bench();
    bench.input(1, 2, 'inactive');
    confirm(bench).wait(5_000);
    bench.input(1, 2, 'inactive');
    assert.deepEqual(bench.activeAlarms(), []);
    bench.outputs(1, [false, false]).wait(1_000);
    assert.deepEqual(bench.activeAlarms(), ['fire_unconfirmed north']);
    bench.outputs(1, [true, false]);
    bench.offline(2).wait(1_000);
    assert.ok(bench.activeAlarms().includes('fire_unconfirmed north'));
    bench.online(2);
    confirm(bench);
    assert.deepEqual(bench.activeAlarms(), []);
  });

  it('does not take a report of before the alarm for a proof', () => {
    const bench = new Bench();
    const before = bench.mono;
    bench.wait(10).input(1, 2, 'inactive');
    bench.line({ kind: 'outputs', address: 1, at: before, on: [true], trusted: true });
    bench.outputs(2, [false]).wait(1_000);
    assert.deepEqual(bench.last('fire_unconfirmed').data, { outputs: ['a1 0'] });
  });

  it('says when arms stand although the outputs are released', () => {
    const yaml = TRIPOD.replace('    siren:', '    arms: { device: a2, input: 4 }\n    siren:');
    const bench = new Bench({ yaml });
    bench.input(2, 4, 'inactive').input(1, 2, 'inactive');
    confirm(bench).wait(2_000);
    assert.deepEqual(bench.activeAlarms(), ['arms_not_dropped north']);
    bench.input(2, 4, 'active').wait(1);
    assert.deepEqual(bench.activeAlarms(), []);
  });
});

describe('what is no release', () => {
  it('I2 loss of the device with the fire input is a fault alarm within 10 s', () => {
    const bench = new Bench();
    bench.input(1, 2, 'active').offline(1);
    assert.ok(bench.activeAlarms().includes('fire_input_lost loop'));
    assert.equal(bench.isReleased('in') || bench.isReleased('out'), false);
    assert.equal(bench.core.status(bench.now).zones[0]!.state, 'fault');
  });

  it('I2 a line that goes quiet without a word is one too', () => {
    const bench = new Bench();
    bench.input(1, 2, 'active').wait(7_900);
    assert.equal(bench.activeAlarms().includes('fire_input_lost loop'), false);
    bench.wait(1_100);
    assert.ok(bench.activeAlarms().includes('fire_input_lost loop'));
    bench.input(1, 2, 'active');
    assert.equal(bench.activeAlarms().includes('fire_input_lost loop'), false);
  });

  it('I2 an input that is unknown, and one that was never read, free nothing', () => {
    const bench = new Bench();
    bench.input(1, 2, 'unknown');
    assert.equal(bench.isReleased('in'), false);
    const never = new Bench({ settled: false });
    never.wait(10_000);
    assert.ok(never.activeAlarms().includes('fire_input_lost loop'));
    assert.equal(never.isReleased('in'), false);
  });
});

describe('zones and drills', () => {
  const twoZones = TWO_TRIPODS.replace(
    'inputs: [{ id: loop, device: a1, input: 2 }]',
    'inputs: [{ id: loop, device: a1, input: 2 }, { id: hall, device: a3, input: 2 }]',
  ).replace(
    'zones: [{ id: main, inputs: [loop] }]',
    'zones: [{ id: main, inputs: [loop] }, { id: hall, inputs: [hall], lanes: [south] }]',
  );
  const free = (bench: Bench, address: number) => bench.wish(address).fire;

  it('a zone frees its own lanes; a lane in two zones waits for both resets', () => {
    const bench = new Bench({ yaml: twoZones });
    for (const address of [1, 3]) bench.input(address, 2, 'active');
    bench.input(3, 2, 'inactive');
    assert.deepEqual([free(bench, 1), free(bench, 3)], [false, true]);
    bench.input(1, 2, 'inactive');
    assert.deepEqual([free(bench, 1), free(bench, 3)], [true, true]);
    bench.input(3, 2, 'active').order({ name: 'fire_reset', zone: 'hall' });
    assert.deepEqual([free(bench, 1), free(bench, 3)], [true, true]);
    bench.input(1, 2, 'active').order({ name: 'fire_reset', zone: 'main' });
    assert.deepEqual([free(bench, 1), free(bench, 3)], [false, false]);
  });

  it('a drill frees the lanes and says that it is one; a fire turns it into a fire', () => {
    const bench = new Bench();
    bench.input(1, 2, 'active').order({ name: 'fire_drill', zone: 'main', on: true });
    assertFree(bench);
    assert.equal(bench.has('fire_start'), false);
    assert.equal(bench.last('free_start').reason, 'drill');
    assert.equal(bench.core.status(bench.now).zones[0]!.state, 'drill');
    bench.input(1, 2, 'inactive');
    assert.deepEqual(bench.latch, { main: 'fire' });
    assert.equal(bench.last('free_start').reason, 'fire');
    bench.order({ name: 'fire_drill', zone: 'main', on: false });
    assertFree(bench, 'the end of a drill does not end a fire');
  });

  it('I1 the end of a drill ends no fire, and no drill begins in one: the cloud may order drills', () => {
    const bench = new Bench();
    bench.input(1, 2, 'active').order({ name: 'fire_drill', zone: 'main', on: true });
    bench.input(1, 2, 'inactive').input(1, 2, 'active');
    for (const on of [false, true]) {
      const { answer } = bench.order({ name: 'fire_drill', zone: 'main', on });
      assert.deepEqual([answer.outcome, answer.code], ['refused', 'fire_not_drill']);
      assertFree(bench, 'the input is restored, and nobody reset it');
      assert.deepEqual(bench.latch, { main: 'fire' });
    }
    assert.equal(bench.order({ name: 'fire_reset', zone: 'main' }).answer.outcome, 'done');
  });

  it('I1 an input that is in alarm frees a zone that begins to listen to it', () => {
    const bench = new Bench({ yaml: twoZones });
    for (const address of [1, 3]) bench.input(address, 2, 'active');
    bench.input(3, 2, 'inactive');
    assert.deepEqual([free(bench, 1), free(bench, 3)], [false, true]);
    const after = twoZones.replace('{ id: main, inputs: [loop] }', '{ id: main, inputs: [loop, hall] }');
    bench.take(bench.core.rewire(site(after), bench.now));
    assert.deepEqual([free(bench, 1), free(bench, 3)], [true, true]);
    assert.deepEqual(bench.latch, { main: 'fire', hall: 'fire' });
    assert.deepEqual(bench.last('fire_start').data, { zone: 'main', inputs: ['hall'], observed_late: true });
  });

  it('a drill ends by order', () => {
    const bench = new Bench();
    bench.input(1, 2, 'active').order({ name: 'fire_drill', zone: 'main', on: true });
    assert.equal(bench.order({ name: 'fire_drill', zone: 'main', on: false }).answer.outcome, 'done');
    assert.equal(bench.isReleased('in'), false);
  });

  it('refuses what there is no zone or no latch for', () => {
    const bench = new Bench();
    assert.equal(bench.order({ name: 'fire_reset', zone: 'none' }).answer.code, 'fire_zone_unknown');
    assert.equal(bench.order({ name: 'fire_reset', zone: 'main' }).answer.code, 'fire_not_latched');
  });
});

describe('people under fire', () => {
  it('a tap moves nobody, and is told', () => {
    const bench = new Bench();
    bench.input(1, 2, 'inactive').tap('ann', 2);
    const granted = bench.last('granted');
    assert.deepEqual([granted.reason, granted.token, granted.direction], ['evacuation', 'ann', 'out']);
    bench.walk('out').wait(10_000);
    assert.equal(bench.has('passage'), false);
    bench.input(1, 2, 'active').order({ name: 'fire_reset', zone: 'main' });
    assert.deepEqual(bench.last('free_end').data, { passed: { in: 0, out: 1 } });
  });

  it('fire waits for no commit', () => {
    const bench = new Bench();
    bench.autoCommit = false;
    for (let count = 0; count < 30; count++) bench.tap('eve');
    bench.input(1, 2, 'inactive');
    assertFree(bench);
    assert.deepEqual(bench.latch, { main: 'fire' });
  });
});

describe('whatever happens', () => {
  const act = fc.oneof(
    fc.record({ what: fc.constant('fire' as const), on: fc.boolean(), trusted: fc.boolean() }),
    fc.record({ what: fc.constant('tap' as const), address: fc.constantFrom(1, 2) }),
    fc.record({
      what: fc.constantFrom('offline' as const, 'online' as const),
      address: fc.constantFrom(1, 2),
    }),
    fc.record({
      what: fc.constant('walk' as const),
      direction: fc.constantFrom('in' as const, 'out' as const),
    }),
    fc.record({ what: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 9_000 }) }),
    fc.record({
      what: fc.constantFrom(
        'restart' as const,
        'lockdown' as const,
        'reset' as const,
        'drill' as const,
        'block' as const,
        'step' as const,
      ),
    }),
  );

  it('I1 from an alarm until a reset that was accepted, both directions are wished free', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
        let bench = new Bench();
        let latched = false;
        let inAlarm = false;
        let restored = true;
        for (const next of acts) {
          switch (next.what) {
            case 'fire':
              bench.input(1, 2, next.on ? 'inactive' : 'active', next.trusted);
              if (next.on) latched = true;
              inAlarm = next.on;
              restored = !inAlarm && (next.trusted || restored);
              break;
            case 'tap':
              bench.tap('ann', next.address);
              break;
            case 'offline':
              bench.offline(next.address);
              break;
            case 'online':
              bench.online(next.address);
              break;
            case 'walk':
              bench.walk(next.direction);
              // Its sensors are on the fire input's device: a trusted report tells of the input, too.
              restored ||= !inAlarm;
              break;
            case 'wait':
              bench.wait(next.ms);
              break;
            case 'restart':
              bench = bench.restart();
              break;
            case 'lockdown':
              bench.order({ name: 'lockdown', on: true });
              break;
            case 'block':
              bench.order({ name: 'mode', lane: 'north', direction: 'out', mode: 'blocked' });
              break;
            case 'step':
              bench.utc -= 86_400_000;
              break;
            case 'drill':
              if (bench.order({ name: 'fire_drill', zone: 'main', on: true }).answer.outcome === 'done')
                latched = true;
              break;
            case 'reset': {
              const { answer } = bench.order({ name: 'fire_reset', zone: 'main' });
              if (answer.outcome === 'done') {
                assert.ok(restored, 'reset while in alarm');
                latched = false;
              }
            }
          }
          if (latched) assertFree(bench, `after ${next.what}`);
        }
      }),
      { numRuns: 150 },
    );
  });
});
