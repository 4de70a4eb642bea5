import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Bench } from '../support/bench.ts';
import { DOOR, TRIPOD } from '../support/site.ts';

const PULSES = TRIPOD.replace(
  /sensors:[\s\S]*?(?= {4}in:)/,
  'sensors: { kind: directional, in: { device: a1, input: 0 }, out: { device: a1, input: 1 } }\n',
);

describe('what a lane wants of its outputs', () => {
  it('I2 a lane that is taken out of service is not free, whatever its mode', () => {
    const bench = new Bench();
    bench.order({ name: 'mode', lane: 'north', direction: 'in', mode: 'free' });
    assert.equal(bench.isReleased('in'), true);
    bench.order({ name: 'lane_service', lane: 'north', inService: false });
    assert.equal(bench.isReleased('in'), false);
    assert.equal(bench.last('free_end').reason, 'manual');
    bench.order({ name: 'lane_service', lane: 'north', inService: true });
    assert.equal(bench.isReleased('in'), true);
    assert.equal(bench.kinds().filter((kind) => kind === 'free_start').length, 2);
  });

  it('a grant ends with the service of its lane, and does not come back with it', () => {
    const bench = new Bench().tap('ann');
    bench.order({ name: 'lane_service', lane: 'north', inService: false });
    assert.equal(bench.last('passage_timeout').reason, 'lane_out_of_service');
    bench.order({ name: 'lane_service', lane: 'north', inService: true });
    assert.equal(bench.isReleased('in'), false);
    assert.equal(bench.state(), 'idle');
  });

  for (const inService of [false, true]) {
    it(`whoever is between the beams as the lane goes out of service has passed, ${inService ? 'and it is back by then' : 'and nobody after'}`, () => {
      const bench = new Bench().tap('ann').input(1, 0, 'active').wait(100);
      bench.order({ name: 'lane_service', lane: 'north', inService: false });
      assert.equal(bench.tap('bob').last('denied').reason, 'lane_out_of_service');
      if (inService) bench.order({ name: 'lane_service', lane: 'north', inService });
      bench
        .input(1, 1, 'active')
        .wait(100)
        .input(1, 0, 'inactive')
        .wait(300)
        .input(1, 1, 'inactive')
        .wait(300);
      assert.equal(bench.kinds().filter((kind) => kind === 'passage').length, 1);
      assert.equal(bench.has('passage_forced'), false);
      assert.equal(bench.isReleased('in'), false);
    });
  }

  it('a door locks behind whoever has opened it', () => {
    const bench = new Bench({ yaml: DOOR }).input(1, 0, 'active').wait(500).tap('ann');
    assert.deepEqual([bench.output(1, 0).kind, bench.output(1, 0).energised], ['timed', false]);
    bench.input(1, 0, 'inactive').wait(200);
    assert.deepEqual(bench.output(1, 0), { output: 0, kind: 'steady', energised: true });
  });

  it('a grant whose passage may yet be told late is not open any longer', () => {
    const bench = new Bench({ yaml: PULSES }).tap('ann').wait(4_999);
    assert.equal(bench.isReleased('in'), true);
    assert.equal(bench.wait(1).isReleased('in'), false);
    assert.equal(bench.has('passage_timeout'), false);
  });

  it('a release button that is found pressed when its device comes back opens nothing', () => {
    const yaml = TRIPOD.replace(
      '    siren:',
      '    button: { contact: { device: a2, input: 5 } }\n    siren:',
    );
    const bench = new Bench({ yaml }).input(2, 5, 'inactive').offline(2).wait(1_000).online(2);
    assert.equal(bench.input(2, 5, 'active').isReleased('out'), false);
    assert.equal(bench.input(2, 5, 'inactive').input(2, 5, 'active').isReleased('out'), true);
  });

  it('a way whose reader is on a device of its own goes out of service without it', () => {
    const yaml = TRIPOD.replace('lanes:', '  - { id: a3, line: a, address: 3 }\nlanes:').replace(
      'reader: { device: a2 }',
      'reader: { device: a3 }',
    );
    const bench = new Bench({ yaml }).offline(3);
    assert.deepEqual(bench.last('lane_fault').data, { device: 'a3', directions: ['out'] });
    const { answer } = bench.order({ name: 'release', lane: 'north', direction: 'out', reason: 'other' });
    assert.equal(answer.code, 'lane_out_of_service');
    assert.equal(bench.tap('ann').isReleased('in'), true);
  });

  it('lamps beside the lane say stop until it is open', () => {
    const yaml = TRIPOD.replace('      go:', '      stop: { device: a1, output: 2 }\n      go:');
    const bench = new Bench({ yaml });
    const lamps = () => [bench.output(1, 1).energised, bench.output(1, 2).energised];
    assert.deepEqual(lamps(), [false, true]);
    bench.tap('ann');
    assert.deepEqual(lamps(), [true, false]);
  });

  it('a reader whose lane is out of service is amber, and red again with it', () => {
    const bench = new Bench();
    const colour = () => bench.wish(1).leds[0]!.on;
    assert.equal(colour(), 'red');
    bench.order({ name: 'lane_service', lane: 'north', inService: false });
    assert.equal(colour(), 'amber');
    bench.order({ name: 'lane_service', lane: 'north', inService: true });
    assert.equal(colour(), 'red');
  });

  it('the line is told of a lane as soon as its grant is durable, and does not wait for its turn', () => {
    const bench = new Bench();
    bench.autoCommit = false;
    bench.tap('ann');
    const granted = bench.core.takeDrafts(10).at(-1)!;
    const { touched } = bench.core.committed(granted.id, bench.now);
    assert.ok(bench.isReleased('in'));
    assert.ok(touched.some(({ line, address }) => line === 'a' && address === 1));
  });
});
