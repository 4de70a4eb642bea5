import type { School } from '@vratar/firmware-sim/school';
import { uidOf } from '../../testing/gate/index.ts';

const DIRECTIONS = ['in', 'out'] as const;

/** Resolves with the simulation's time at which the last of these lanes became free in both directions. */
export function allFree(school: School, lanes: readonly string[], withinMs: number): Promise<number> {
  const missing = new Set(lanes.flatMap((lane) => DIRECTIONS.map((direction) => `${lane} ${direction}`)));
  for (const lane of lanes)
    for (const direction of DIRECTIONS)
      if (school.site.lanes.get(lane).mechanism.isFree(direction)) missing.delete(`${lane} ${direction}`);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => finish(() => reject(new Error(`not free: ${[...missing].join(', ')}`))),
      withinMs,
    );
    const stop = school.site.listen((event) => {
      if (event.kind !== 'freed') return;
      const name = `${event.lane} ${event.direction}`;
      if (event.free) missing.delete(name);
      else if (lanes.includes(event.lane)) missing.add(name);
      if (missing.size === 0) finish(() => resolve(event.atMs));
    });
    const finish = (end: () => void): void => {
      clearTimeout(timer);
      stop();
      end();
    };
  });
}

/** Resolves with the time at which this direction of the lane next becomes free; undefined when it does not in time. */
export function nextFree(
  school: School,
  lane: string,
  direction: 'in' | 'out',
  withinMs: number,
): Promise<number | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish(undefined), withinMs);
    const stop = school.site.listen((event) => {
      if (event.kind === 'freed' && event.free && event.lane === lane && event.direction === direction)
        finish(event.atMs);
    });
    const finish = (at: number | undefined): void => {
      clearTimeout(timer);
      stop();
      resolve(at);
    };
  });
}

/** One person after the other taps at a lane and walks through, at all lanes at once, until `signal`. */
export async function crowd(
  school: School,
  lanes: readonly string[],
  cards: number,
  signal: AbortSignal,
): Promise<void> {
  let people = 0;
  const queue = async (lane: string): Promise<void> => {
    while (!signal.aborted) {
      const number = people++;
      const id = `p${number}`;
      const free = nextFree(school, lane, 'in', 1500);
      school.site.lanes.get(lane).tap('in', id, uidOf(number % cards));
      await free;
      school.site.lanes
        .get(lane)
        .approach({ id, direction: 'in', plan: 'through', reactionMs: 100, pace: 0.6, patienceMs: 500 });
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  };
  await Promise.all(lanes.map(queue));
}
