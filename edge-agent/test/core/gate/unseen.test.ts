import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Bench } from '../support/bench.ts';
import { TRIPOD } from '../support/site.ts';

const DOUBT = ['passage_timeout passage_unclear', 'denied passage_unclear'];

/** A tripod whose outer device was read a moment ago. */
function tripod(debounceMs: number): Bench {
  const timing = `    timing: { debounceMs: ${debounceMs} }\n    siren:`;
  return new Bench({ yaml: TRIPOD.replace('    siren:', timing) }).input(1, 0, 'inactive');
}

/** The first report after a while tells that both beams are broken. */
function metAtBoth(bench: Bench, blindMs: number): Bench {
  bench.wait(blindMs).inputs.get(1)![0] = 'active';
  return bench.input(1, 1, 'active', true, blindMs);
}

/** Leaves the outer beam, and then the inner one. */
const leave = (bench: Bench): Bench =>
  bench.wait(150).input(1, 0, 'inactive').wait(150).input(1, 1, 'inactive').wait(50);

const told = (bench: Bench): string[] =>
  bench.events.map(({ kind, reason }) => (reason === undefined ? kind : `${kind} ${reason}`));

for (const debounceMs of [0, 20, 500]) {
  describe(`bodies that were met after a while without sight, contacts settle in ${debounceMs} ms`, () => {
    const wait = debounceMs * 2;

    it('I4 one at both beams, perhaps since before the lane opened, does not use the grant', () => {
      const bench = tripod(debounceMs).wait(500).tap('ann');
      metAtBoth(bench, 1_700).wait(wait);
      assert.deepEqual(told(leave(bench).wait(wait + 5_000)).slice(-2), DOUBT);
      assert.equal(bench.has('passage'), false);
    });

    it('I4 one at both beams that came since the lane opened uses the grant', () => {
      const bench = tripod(debounceMs).wait(500).tap('ann').input(1, 0, 'inactive');
      metAtBoth(bench, 1_700).wait(wait);
      leave(bench).wait(wait);
      assert.equal(bench.last('passage').token, 'ann');
    });

    it('I4 one that stood there when somebody tapped does not use that grant', () => {
      const bench = metAtBoth(tripod(debounceMs), 2_000)
        .wait(100 + wait)
        .tap('ann');
      assert.deepEqual(told(leave(bench).wait(wait + 5_000)).slice(-2), DOUBT);
      assert.equal(bench.has('passage'), false);
    });

    it('I4 another spell without sight does not change since when it may have been there', () => {
      const bench = tripod(debounceMs).wait(500).tap('ann');
      metAtBoth(bench, 1_700).wait(400).input(1, 1, 'active', true, 400).wait(wait);
      assert.deepEqual(told(leave(bench).wait(wait + 5_000)).slice(-2), DOUBT);
      assert.equal(bench.has('passage'), false);
    });

    it('I4 one at both beams does not use the grant where a contact bounced as it was met', () => {
      const bench = tripod(debounceMs).wait(500).tap('ann');
      metAtBoth(bench, 1_700).wait(4).input(1, 1, 'inactive').wait(4).input(1, 1, 'active').wait(wait);
      assert.deepEqual(told(leave(bench).wait(wait + 5_000)).slice(-2), DOUBT);
      assert.equal(bench.has('passage'), false);
    });

    // A contact that settles at once does not bounce: it tells of bodies.
    if (debounceMs > 0)
      it('I4 nor where both contacts bounced, one after the other', () => {
        const bench = tripod(debounceMs).wait(500).tap('ann');
        metAtBoth(bench, 1_700).wait(4).input(1, 0, 'inactive').wait(4).input(1, 1, 'inactive');
        bench.wait(4).input(1, 0, 'active').wait(4).input(1, 1, 'active').wait(wait);
        assert.deepEqual(told(leave(bench).wait(wait + 5_000)).slice(-2), DOUBT);
        assert.equal(bench.has('passage'), false);
      });

    it('I4 one at both beams that leaves against the grant does not use it', () => {
      const bench = tripod(debounceMs).wait(500).tap('ann').input(1, 0, 'inactive');
      metAtBoth(bench, 1_700).wait(wait).wait(150).input(1, 1, 'inactive').wait(150).input(1, 0, 'inactive');
      assert.deepEqual(told(bench.wait(wait + 5_000)).slice(-2), DOUBT);
      assert.equal(bench.has('passage'), false);
    });

    it('I8 one whose contact bounced as it was met, and that seems to turn back, is a doubt', () => {
      const bench = tripod(debounceMs).wait(1_000).input(1, 0, 'active', true, 1_000);
      bench.wait(4).input(1, 0, 'inactive').wait(4).input(1, 0, 'active').wait(wait);
      bench
        .wait(100)
        .input(1, 0, 'inactive')
        .wait(wait + 1_000);
      assert.deepEqual(told(bench).slice(-2), ['held_start unclear', 'held_end']);
    });

    it('I8 one that seems to turn back is a doubt', () => {
      const bench = tripod(debounceMs).wait(1_000).input(1, 0, 'active', true, 1_000).wait(wait);
      bench
        .wait(100)
        .input(1, 0, 'inactive')
        .wait(wait + 1_000);
      assert.deepEqual(told(bench).slice(-2), ['held_start unclear', 'held_end']);
    });
  });
}

describe('a while without sight of a contact that only tells of whoever has passed', () => {
  const PAIR = /sensors:\n +kind: pair\n.*\n.*/;
  const pulses: Record<string, string> = {
    directional:
      'sensors: { kind: directional, in: { device: a1, input: 0 }, out: { device: a1, input: 1 } }',
    single: 'sensors: { kind: single, contact: { device: a1, input: 0 } }',
  };
  const unused = (yaml: string, blindMs: number): string[] => {
    const bench = new Bench({ yaml }).input(1, 0, 'inactive').wait(500).tap('ann').wait(1_000);
    return told(bench.input(1, 0, 'inactive', true, blindMs).wait(6_000));
  };

  for (const [kind, sensors] of Object.entries(pulses)) {
    const yaml = TRIPOD.replace(PAIR, sensors);

    it(`I8 leaves a grant in doubt as soon as a pulse of 200 ms fits into it (${kind})`, () => {
      assert.notEqual(yaml, TRIPOD);
      assert.deepEqual(unused(yaml, 200).slice(-2), DOUBT);
    });

    it(`is none while no pulse fits into it (${kind})`, () =>
      assert.equal(unused(yaml, 100).at(-1), 'passage_timeout'));
  }

  it('is none for beams, which a body needs longer for', () =>
    assert.equal(unused(TRIPOD, 200).at(-1), 'passage_timeout'));
});

describe('a body that stands in a turnstile as the gate starts', () => {
  const started = (): Bench => {
    const bench = new Bench();
    bench.inputs.set(1, ['active', 'inactive', 'active', 'inactive']);
    return bench.input(1, 1, 'active');
  };

  it('I8 is a doubt and sounds no siren: the process before this one may have granted it', () => {
    const bench = leave(started().wait(200));
    assert.equal(bench.has('passage_forced'), false);
    assert.deepEqual(told(bench).slice(-2), ['held_start unclear', 'held_end']);
    assert.equal(bench.state(), 'idle');
  });

  it('explains no body behind it', () => {
    const bench = leave(started().wait(200)).wait(3_000).walk('in');
    assert.equal(bench.last('passage_forced').reason, 'forced');
  });
});
