import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Bench } from '../support/bench.ts';
import { site, TRIPOD, TWO_TRIPODS } from '../support/site.ts';

const reset = { name: 'fire_reset', zone: 'main' } as const;
const unconfirmed = (bench: Bench) => bench.activeAlarms().filter((alarm) => alarm.startsWith('fire_unconf'));

describe('before a fire is known, and proven', () => {
  it('I1 no reset passes an input that nobody has read since the start', () => {
    const after = new Bench().input(1, 2, 'inactive').input(1, 2, 'active').restart({ settled: false });
    assert.equal(after.order(reset).answer.code, 'fire_input_unreadable');
    assert.equal(after.isReleased('in') && after.isReleased('out'), true);
  });

  it('X3 an alarm that came while its device was away is told as observed late', () => {
    const bench = new Bench().input(1, 2, 'active').offline(1).wait(3_000).online(1);
    assert.equal(bench.input(1, 2, 'inactive').last('fire_start').data!.observed_late, true);
  });

  it('I1 a proof that is lost has a second of its own, and is shouted about once', () => {
    const bench = new Bench().input(1, 2, 'inactive');
    bench.outputs(1, [true, false]).outputs(2, [false, false, false]).wait(5_000);
    bench.outputs(1, [false, false]).wait(999);
    assert.deepEqual(unconfirmed(bench), []);
    bench.wait(1).wait(5_000);
    assert.deepEqual(unconfirmed(bench), ['fire_unconfirmed north']);
    assert.equal(bench.kinds().filter((kind) => kind === 'fire_unconfirmed').length, 1);
  });
});

describe('a device that is not trusted', () => {
  it('I10 ends no fire by its key switch', () => {
    const bench = new Bench().input(2, 3, 'inactive').input(1, 2, 'inactive').input(1, 2, 'active');
    bench.input(2, 3, 'active', false);
    assert.equal(bench.isReleased('in') && bench.isReleased('out'), true);
    assert.equal(bench.has('fire_reset'), false);
    bench.input(2, 3, 'inactive').input(2, 3, 'active');
    assert.equal(bench.last('fire_reset').data!.by, 'key:main');
  });

  it('I10 opens nothing by its button, and moves nobody by its beams', () => {
    const button = '    button: { contact: { device: a2, input: 5 } }\n    siren:';
    const bench = new Bench({ yaml: TRIPOD.replace('    siren:', button) }).input(2, 5, 'inactive');
    assert.equal(bench.input(2, 5, 'active', false).isReleased('out'), false);
    bench.tap('ann').wait(300);
    for (const [beam, state] of [
      [0, 'active'],
      [1, 'active'],
      [0, 'inactive'],
      [1, 'inactive'],
    ] as const)
      bench.input(1, beam, state, false).wait(150);
    assert.equal(bench.wait(6_000).has('passage'), false);
  });
});

describe('zones that meet', () => {
  it('a lane under a fire of one zone and a drill of another is free for the fire', () => {
    const yaml = TWO_TRIPODS.replace(
      'inputs: [{ id: loop, device: a1, input: 2 }]',
      'inputs: [{ id: loop, device: a1, input: 2 }, { id: hall, device: a3, input: 2 }]',
    ).replace(
      '[{ id: main, inputs: [loop] }]',
      '[{ id: main, inputs: [loop] }, { id: hall, inputs: [hall] }]',
    );
    const bench = new Bench({ yaml }).input(1, 2, 'active').input(3, 2, 'active');
    bench.order({ name: 'fire_drill', zone: 'main', on: true });
    assert.equal(bench.last('free_start').reason, 'drill');
    bench.input(3, 2, 'inactive');
    const started = bench.events.filter(({ kind, reason }) => kind === 'free_start' && reason === 'fire');
    assert.deepEqual(
      started.map(({ lane }) => lane),
      ['north', 'south'],
    );
  });

  it('I1 no reload changes what a zone under fire watches or frees', () => {
    const bench = new Bench({ yaml: TWO_TRIPODS }).input(1, 2, 'inactive');
    for (const [from, to] of [
      ['zones: [{ id: main, inputs: [loop] }]', 'zones: []'],
      ['zones: [{ id: main, inputs: [loop] }]', 'zones: [{ id: main, inputs: [loop], lanes: [north] }]'],
      ['{ id: loop, device: a1, input: 2 }', '{ id: loop, device: a1, input: 3 }'],
      ['{ id: a1, line: a, address: 1 }', '{ id: a1, line: a, address: 7 }'],
      ['{ id: a4, line: a, address: 4 }', '{ id: a4, line: a, address: 7 }'],
    ] as const) {
      const yaml = TWO_TRIPODS.replace(from, to);
      assert.throws(() => bench.core.rewire(site(yaml), bench.now), { code: 'reload_zone_latched' }, to);
      for (const address of [1, 2, 3, 4]) assert.equal(bench.output(address, 0).energised, true, to);
    }
  });

  it('I1 a lane that is added to a zone under fire is free at once', () => {
    const one = TWO_TRIPODS.replace(/ {2}- id: south[\s\S]*?(?=fire:)/, '');
    const bench = new Bench({ yaml: one }).input(1, 2, 'inactive');
    bench.take(bench.core.rewire(site(TWO_TRIPODS), bench.now));
    for (const address of [3, 4])
      assert.deepEqual(bench.output(address, 0), { output: 0, kind: 'steady', energised: true });
    assert.equal(bench.wish(3).fire && bench.wish(4).fire, true);
  });
});

describe('what ends with a fire, and what a fire ends', () => {
  it('who stood between the beams at the reset is no forced passage', () => {
    const bench = new Bench().input(1, 2, 'inactive');
    bench.input(1, 0, 'active').wait(100).input(1, 1, 'active').wait(100).input(1, 2, 'active');
    assert.equal(bench.order(reset).answer.outcome, 'done');
    assert.equal(bench.state(), 'idle');
    bench.wait(500).input(1, 0, 'inactive').wait(150).input(1, 1, 'inactive').wait(1_000);
    assert.equal(bench.has('passage_forced'), false);
  });

  it('a grant that waited for its commit when the fire came opens nothing after it', () => {
    const bench = new Bench().input(1, 2, 'active');
    bench.autoCommit = false;
    bench.tap('ann');
    assert.equal(bench.state(), 'committing');
    bench.input(1, 2, 'inactive').input(1, 2, 'active');
    assert.equal(bench.order(reset).answer.outcome, 'done');
    bench.commit();
    assert.deepEqual([bench.state(), bench.isReleased('in')], ['idle', false]);
    assert.equal(bench.last('passage_timeout').reason, 'evacuation');
  });

  it('the alarm about arms that stand ends with the reset', () => {
    const yaml = TRIPOD.replace('    siren:', '    arms: { device: a2, input: 4 }\n    siren:');
    const bench = new Bench({ yaml }).input(2, 4, 'inactive').input(1, 2, 'inactive').wait(2_000);
    assert.ok(bench.activeAlarms().includes('arms_not_dropped north'));
    bench.input(1, 2, 'active').order(reset);
    assert.deepEqual(bench.activeAlarms(), []);
  });

  it('the siren of a forced passage gives way to the fire', () => {
    const bench = new Bench().input(1, 0, 'inactive').wait(100).walk('in');
    assert.equal(bench.output(2, 2).energised, true);
    assert.equal(bench.input(1, 2, 'inactive').output(2, 2).energised, false);
  });

  it('the lamp of a free lane is green and blinks', () => {
    const [lamp] = new Bench().input(1, 2, 'inactive').wish(1).leds;
    assert.deepEqual([lamp!.on, lamp!.off], ['green', 'off']);
  });
});
