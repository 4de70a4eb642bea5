import type { Site } from '@vratar/firmware-sim/site';
import type { Clock } from '@vratar/firmware-sim/time';
import { uidOf } from '../../testing/gate/index.ts';
import { onFreed } from './lanes.ts';

/** A turnstile before the bell: 27 people a minute. */
const EACH_MS = 2000;
const PATIENCE_MS = 1500;

export interface CrowdParts {
  readonly site: Site;
  readonly clock: Clock;
  /** How many cards the list holds. */
  readonly cards: number;
}

/** One person after the other taps at a lane and walks through, at all these lanes at once. @returns what ends it */
export function crowd({ site, clock, cards }: CrowdParts, lanes: readonly string[]): () => void {
  let people = 0;
  let ended = false;
  const next = (lane: string): void => {
    if (ended) return;
    const number = people++;
    const id = `p${number}`;
    const walk = (): void => {
      stop();
      patience.cancel();
      site.lanes
        .get(lane)
        .approach({ id, direction: 'in', plan: 'through', reactionMs: 100, pace: 0.6, patienceMs: 500 });
      clock.at(clock.now() + EACH_MS, () => next(lane));
    };
    const patience = clock.at(clock.now() + PATIENCE_MS, walk);
    const stop = onFreed(site, lane, 'in', walk);
    site.lanes.get(lane).tap('in', id, uidOf(number % cards));
  };
  for (const lane of lanes) next(lane);
  return () => {
    ended = true;
  };
}
