import type { Case, CaseEvent, CaseFile } from '../../../src/attendance/explain/case-file.ts';
import { explainCases } from '../../../src/attendance/explain/explain-cases.ts';
import type { Explanation } from '../../../src/attendance/explain/explanation.ts';
import { LocalTimes, secondsOfDay } from '../../../src/attendance/time/local-times.ts';

export const DATE = '2026-11-09';
export const TIME_ZONE = 'Europe/Sofia';

/** Shift 1 of domain/attendance.md, E3. */
export const SHIFT_1: Case['lessons'] = [
  ['07:30', '08:10'],
  ['08:20', '09:00'],
  ['09:20', '10:00'],
  ['10:10', '10:50'],
  ['11:00', '11:40'],
  ['11:50', '12:30'],
  ['12:35', '13:15'],
];

/** `HH:MM[:SS]` of a date in the test's time zone, as UTC text. `+1 06:00` is the next date. */
export function utc(local: string, date = DATE, timeZone = TIME_ZONE): string {
  const [, days = '', time = ''] = /^(?:\+(\d) )?(.*)$/.exec(local) ?? [];
  const seconds = secondsOfDay(time);
  if (seconds === undefined) throw new Error(`not a local time: ${local}`);
  return new Date(new LocalTimes(timeZone).at(date, seconds + Number(days) * 86_400)).toISOString();
}

/**
 * Events in the notation of the specification's table: `IN A 07:25; OUT A 13:17 card c2; IN A 08:00 (denied)`.
 * Without a kind in brackets an event is a passage; kinds that concern nobody carry no card. `gw 2` names a gateway.
 */
export function taps(text: string, date = DATE, timeZone = TIME_ZONE): CaseEvent[] {
  return text
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map((each, index) => tap(each, index + 1, date, timeZone));
}

const ANONYMOUS = /^(guard_release|free_|held_|lane_|passage_forced|power_up)/;

function tap(text: string, seq: number, date: string, timeZone: string): CaseEvent {
  const match =
    /^(?:(IN|OUT) )?(\w+) ((?:\+\d )?[\d:]+)(?: card (\w+))?(?: gw (\w+))?(?: \((\w+)(?: (\w+))?\))?$/.exec(
      text,
    );
  if (match === null) throw new Error(`not a tap: ${text}`);
  const [, direction, building = '', at = '', card, gateway, kind = 'passage', reason] = match;
  return {
    gateway: `edge-${gateway ?? building}`,
    boot: 'b1',
    seq,
    at: utc(at, date, timeZone),
    kind,
    building,
    ...(direction === undefined ? {} : { direction: direction.toLowerCase() }),
    ...(ANONYMOUS.test(kind) ? {} : { credential: card ?? 'c1' }),
    ...(reason === undefined ? {} : { reason }),
  };
}

type Options = Partial<Omit<Case, 'events'>> & {
  readonly settings?: CaseFile['settings'];
  readonly timezone?: string;
};

/** Rebuilds one case. */
export function explain(events: string | CaseEvent[], options: Options = {}): Explanation {
  const { settings = {}, timezone = TIME_ZONE, ...rest } = options;
  const date = rest.date ?? DATE;
  const one: Case = {
    id: 'own',
    date,
    lessons: SHIFT_1,
    ...rest,
    events: typeof events === 'string' ? taps(events, date, timezone) : events,
  };
  const [found] = explainCases({ timezone, settings, cases: [one] });
  return found as NonNullable<typeof found>;
}

/** Statuses of the lessons in short: `present left_early` is `present*`. */
export const statuses = (found: Explanation): string[] =>
  found.lessons.map((lesson) => `${lesson.status}${lesson.flags.includes('left_early') ? '*' : ''}`);

const LETTERS: Readonly<Record<string, string>> = {
  present: 'P',
  'present*': 'p',
  late: 'L',
  absent: 'A',
  excused: 'E',
  unknown: 'U',
  suspended: 'S',
  not_tracked: 'N',
  pending: '-',
};

/** One letter a lesson: Present, present but left early (p), Late, Absent, Excused, Unknown, Suspended, Not tracked. */
export const letters = (found: Explanation): string =>
  statuses(found)
    .map((status) => LETTERS[status] ?? '?')
    .join('');

/** `A 07:25:00-13:17:00 tap/tap`, with `?` for an uncertain stay, in local time. */
export function stays(found: Explanation, timeZone = TIME_ZONE): string[] {
  const time = (text: string): string =>
    new Date(text).toLocaleTimeString('en-GB', { timeZone, hour12: false });
  return found.intervals.map(
    (each) =>
      `${each.building} ${time(each.start)}-${time(each.end)} ${each.startQuality}/${each.endQuality}${each.uncertain ? ' ?' : ''}`,
  );
}
