import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Random } from '../../src/random/index.ts';
import { mixed, unmixed } from '../../src/random/mix.ts';

const SEEDS = Array.from({ length: 1_000 }, (_, seed) => seed);
const BINS = 10;
/** Chi squared with 9 degrees of freedom: a uniform draw is beyond it once in ten thousand times. */
const CHI_SQUARED = 33.7;

/** How far the numbers, each in [0, 1), are from falling into ten bins alike. */
function chiSquared(numbers: readonly number[]): number {
  const counts = Array.from({ length: BINS }, () => 0);
  for (const number of numbers) counts[Math.floor(number * BINS)]! += 1;
  const expected = numbers.length / BINS;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

describe('chance by counted seeds', () => {
  it('is uniform from the first draw on', () => {
    const firsts = SEEDS.map((seed) => new Random(seed).unit());
    assert.ok(chiSquared(firsts) < CHI_SQUARED, `chi squared ${chiSquared(firsts)}`);
    const integers = SEEDS.map((seed) => new Random(seed).int(0, 999_999) / 1_000_000);
    assert.ok(chiSquared(integers) < CHI_SQUARED, `chi squared ${chiSquared(integers)}`);
  });

  it('is as uniform in a second stream of the same seeds, whatever the first one drew', () => {
    const sums = SEEDS.map((seed) => (new Random(seed).unit() + new Random(seed ^ 0xdeb0).unit()) % 1);
    assert.ok(chiSquared(sums) < CHI_SQUARED, `chi squared ${chiSquared(sums)}`);
    const forked = SEEDS.map((seed) => new Random(seed).fork().unit());
    assert.ok(chiSquared(forked) < CHI_SQUARED, `chi squared ${chiSquared(forked)}`);
  });

  it('repeats itself for the same seed', () => {
    const draws = (random: Random) => SEEDS.map(() => random.int(0, 255));
    assert.deepEqual(draws(new Random(7).fork()), draws(new Random(7).fork()));
    assert.notDeepEqual(draws(new Random(7)), draws(new Random(8)));
  });

  it('mixes seeds one to one', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        assert.equal(unmixed(mixed(seed)), seed);
        assert.equal(mixed(unmixed(seed)), seed);
      }),
    );
  });
});
