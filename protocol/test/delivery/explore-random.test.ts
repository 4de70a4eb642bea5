import { test } from 'node:test';
import fc from 'fast-check';
import { ACTIONS } from './actions.ts';
import { checkAlways, checkInTheEnd } from './truths.ts';
import { newWorld } from './world.ts';

const ordinary = ACTIONS.filter((action) => !action.fault);
const faults = ACTIONS.filter((action) => action.fault);

/** Picks by number among what is possible, so that a shrunk history stays a history. */
const choice = fc.record({
  fault: fc.integer({ min: 0, max: 9 }).map((dice) => dice === 0),
  pick: fc.nat(1_000),
});

/** A failure says what had happened. */
function told(path: readonly string[], check: () => void): void {
  try {
    check();
  } catch (error) {
    throw new Error(`after: ${path.join(', ')}`, { cause: error });
  }
}

test('I5, I6: long histories under any faults end with each event held once', () => {
  fc.assert(
    fc.property(fc.array(choice, { minLength: 1, maxLength: 400, size: 'max' }), (choices) => {
      const world = newWorld();
      const path: string[] = [];
      for (const { fault, pick } of choices) {
        const possible = (fault ? faults : ordinary).filter((action) => action.possible(world));
        const action = possible[pick % Math.max(1, possible.length)];
        if (action === undefined) continue;
        path.push(action.name);
        action.run(world);
        told(path, () => checkAlways(world));
      }
      told(path, () => checkInTheEnd(world));
    }),
    { numRuns: 2000 },
  );
});
