import type { Direction } from '../../src/lane/index.ts';
import { oughtToWork, type Person } from '../../src/school/index.ts';
import type { Site } from '../../src/site/index.ts';
import type { FakeClock } from '../../src/time/index.ts';

/** A gate without lines or doubts: knows each tap at once, frees the lane for cards that ought to work, until the passage or for five seconds. */
export function perfectGate(clock: FakeClock, site: Site, people: readonly Person[]): void {
  const working = new Set(people.flatMap(({ cards }) => cards.filter(oughtToWork).map(({ uid }) => uid)));
  const granted = new Map<string, number>();
  const set = (lane: string, direction: Direction, on: boolean): void =>
    site.lanes.get(lane).mechanism.setOutput(direction, on);
  site.listen((event) => {
    if (event.kind === 'tap' && working.has(event.card)) {
      const until = clock.now() + 5000;
      const key = `${event.lane} ${event.direction}`;
      granted.set(key, until);
      set(event.lane, event.direction, true);
      clock.at(until, () => granted.get(key) === until && set(event.lane, event.direction, false));
    }
    if (event.kind === 'walk-began') set(event.lane, event.direction, false);
  });
}
