import type { School } from '@vratar/firmware-sim/school';
import { uidOf } from '../../testing/gate/index.ts';

/** Output that frees each direction, as the sites of `testing/gate` are wired. */
const OUTPUT = { in: 0, out: 1 } as const;

/**
 * Resolves with the time at which the last of these lanes' devices had received what frees both directions: the last
 * byte of OUT. What the arms do then is mechanics.
 */
export function allFree(school: School, lanes: readonly string[], withinMs: number): Promise<number> {
  const missing = new Set(lanes.filter((lane) => !(isOn(school, lane, 'in') && isOn(school, lane, 'out'))));
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => finish(() => reject(new Error(`not free: ${[...missing].join(', ')}`))),
      withinMs,
    );
    const stop = school.site.listen((event) => {
      if (event.kind !== 'command' || event.entry.name !== 'OUT' || !lanes.includes(event.device)) return;
      if (isOn(school, event.device, 'in') && isOn(school, event.device, 'out')) missing.delete(event.device);
      else missing.add(event.device);
      if (missing.size === 0) finish(() => resolve(event.atMs));
    });
    const finish = (end: () => void): void => {
      clearTimeout(timer);
      stop();
      end();
    };
  });
}

/** Resolves with the time at which the lane's device had received the OUT that frees this direction; undefined: never. */
export function nextFree(
  school: School,
  lane: string,
  direction: 'in' | 'out',
  withinMs: number,
): Promise<number | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish(undefined), withinMs);
    const stop = school.site.listen((event) => {
      if (event.kind !== 'command' || event.entry.name !== 'OUT' || event.device !== lane) return;
      if (isOn(school, lane, direction)) finish(event.atMs);
    });
    const finish = (at: number | undefined): void => {
      clearTimeout(timer);
      stop();
      resolve(at);
    };
  });
}

function isOn(school: School, lane: string, direction: 'in' | 'out'): boolean {
  return school.site.devices.get(lane).pd.view().outputs[OUTPUT[direction]] ?? false;
}

/** A turnstile before the bell: 27 people a minute. */
const EACH_MS = 2000;

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
      await new Promise((resolve) => setTimeout(resolve, EACH_MS));
    }
  };
  await Promise.all(lanes.map(queue));
}
