import type { JournalEvent } from '@vratar/protocol/messages';
import type { Told, ToldEvent } from '../lessons/told-facts.ts';
import { UTC_BASE } from '../world/morning.ts';

/**
 * A morning takes a minute; in a database times are whole seconds, and clocks are measured to two seconds. So it passes
 * eight times as slowly: two `alive` are still no silence, and a lesson is 96 s.
 */
export const STRETCH = 8;

/** UTC of a moment of the morning. */
export const stretched = (ms: number): number => Math.round(UTC_BASE + STRETCH * ms);

/** The exact line of an event of the stretched morning; what the device's clock is wrong by stays as it is. */
export function stretchedLine({ event, time }: ToldEvent, { boots }: Told): string {
  const mono = Math.round(STRETCH * event.mono);
  return JSON.stringify({ ...event, at: deviceTime(event.at, time), mono, ...dataOf(event, boots) });
}

/** A clock that began at 1970 counts from there. */
const deviceTime = (at: number, time: number): number =>
  at < UTC_BASE / 2 ? Math.round(STRETCH * time) : stretched(time) + Math.round(at - UTC_BASE - time);

interface Last {
  readonly at: number;
  readonly mono: number;
  readonly boot: string;
}

/** Moments inside an event: the last durable one of `power_up`, the beginning of a `gap`. */
function dataOf(
  { data, boot }: JournalEvent,
  boots: ReadonlyMap<string, number>,
): Pick<JournalEvent, 'data'> {
  if (data === undefined) return {};
  const last = data.last as Last | undefined;
  const { from, fromMono } = data;
  return {
    data: {
      ...data,
      ...(last && {
        last: {
          ...last,
          at: moment(last.at, last.mono, last.boot, boots),
          mono: Math.round(STRETCH * last.mono),
        },
      }),
      ...(typeof from === 'number' &&
        typeof fromMono === 'number' && {
          from: moment(from, fromMono, boot, boots),
          fromMono: Math.round(STRETCH * fromMono),
        }),
    },
  };
}

const moment = (at: number, mono: number, boot: string, boots: ReadonlyMap<string, number>): number =>
  deviceTime(at, (boots.get(boot) ?? 0) + mono);
