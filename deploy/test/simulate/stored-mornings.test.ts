import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import { StoredMornings } from '../../simulate/database/stored-mornings.ts';
import { planUnmixed } from '../../simulate/regressions.ts';

/** 2 and 39 showed that a gap told by a clock far off was not found, 151 that one without an end was none. */
const SEEDS = [2, 5, 39, 151];

const mornings = await StoredMornings.open();
after(() => mornings.close());

for (const seed of SEEDS) {
  it(`I6 I8 what PostgreSQL holds of morning ${seed} is what everybody truly did`, async (t) => {
    const { violations, events } = await mornings.run(planUnmixed(seed));
    t.diagnostic(`${events} events`);
    assert.deepEqual(violations, []);
    assert.ok(events > 15, 'something happens in this morning');
  });
}
