import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACTIONS } from './actions.ts';
import { checkAlways, checkInTheEnd } from './truths.ts';
import { newWorld, type World } from './world.ts';

interface Node {
  readonly world: World;
  readonly faults: number;
  readonly path: readonly string[];
}

/** Time and counters that change nothing are left out, so that equal situations meet. */
function keyOf({ world, faults }: Node): string {
  const { now, ...rest } = world;
  const relative = JSON.stringify({ ...rest, marks: [...world.cloud.marks] }, (key, value) =>
    key === 'sentAt' || key === 'greetedAt' || key === 'until' ? now - (value as number) >= 10_000 : value,
  );
  return `${faults}|${relative}`;
}

/** Breadth first through everything that can happen within the bounds; each new situation must also end well. */
function explore(bounds: { events: number; faults: number; steps: number }): number {
  const start: Node = { world: newWorld(), faults: 0, path: [] };
  const seen = new Set([keyOf(start)]);
  let frontier = [start];
  for (let depth = 0; depth < bounds.steps; depth++) {
    const next: Node[] = [];
    for (const node of frontier) {
      for (const action of ACTIONS) {
        const faults = node.faults + (action.fault ? 1 : 0);
        if (faults > bounds.faults || !action.possible(node.world)) continue;
        if (action.name.startsWith('append') && node.world.appended >= bounds.events) continue;
        const reached: Node = {
          world: structuredClone(node.world),
          faults,
          path: [...node.path, action.name],
        };
        action.run(reached.world);
        const key = keyOf(reached);
        if (seen.has(key)) continue;
        seen.add(key);
        next.push(reached);
        verify(reached);
      }
    }
    frontier = next;
  }
  return seen.size;
}

function verify({ world, path }: Node): void {
  try {
    checkAlways(world);
    checkInTheEnd(structuredClone(world));
  } catch (error) {
    throw new Error(`after: ${path.join(', ')}`, { cause: error });
  }
}

test('I5, I6: every short history with two faults ends with each event held once', () => {
  const situations = explore({ events: 2, faults: 2, steps: 9 });
  assert.ok(situations > 1_000, `only ${situations} situations were explored`);
});
