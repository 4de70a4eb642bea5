import { type Kysely, sql } from 'kysely';
import type { Database } from '../../db/index.ts';
import { type CalendarFacts, calendarOf, classDay } from '../../people/index.ts';
import type { Lesson } from '../fold/facts.ts';
import type { DayWindow, RuleSettings } from '../fold/settings.ts';
import { dayWindow } from '../time/day-window.ts';
import { addDays, LocalTimes, secondsOfDay } from '../time/local-times.ts';
import { type AttendanceSettings, DEFAULT_ATTENDANCE_SETTINGS, ruleSettings } from './attendance-settings.ts';
import { NO_LESSONS, type Timetabled } from './day-row.ts';

/** Every offset from UTC is a multiple of it, so that local midnight never lies inside. */
const QUARTER_HOUR = 900_000;

/** Days, and days of classes, that are kept resolved: a process lives for years. */
const MOST_DAYS = 500;

export const SETTLE_AFTER_MS = 10 * 60_000;

/** A gateway whose events count for a school: its own, or of a site that it shares. */
export interface KnownGateway {
  readonly id: string;
  readonly name: string;
  readonly site: string;
  /** School that the gateway belongs to, under which its events are stored. */
  readonly owner: string;
  readonly building: string;
  /** Schools that the site lets in besides its owner. */
  readonly guests: readonly string[];
}

/** A school's calendar, hours and places at one version of its facts, with local times resolved once each. */
export class SchoolFacts {
  readonly school: string;
  readonly version: number;
  readonly choices: Required<AttendanceSettings>;
  readonly settings: RuleSettings;
  readonly times: LocalTimes;
  readonly calendar: CalendarFacts;
  readonly gateways: ReadonlyMap<string, KnownGateway>;
  readonly #hours: { readonly opens: number; readonly closes: number };
  readonly #windows = new Map<string, DayWindow>();
  readonly #timetabled = new Map<string, Timetabled>();
  readonly #dates = new Map<number, string>();

  constructor(
    version: number,
    calendar: CalendarFacts,
    hours: { readonly opens: number; readonly closes: number },
    gateways: readonly KnownGateway[],
    settings: AttendanceSettings,
  ) {
    this.choices = { ...DEFAULT_ATTENDANCE_SETTINGS, ...settings };
    this.settings = ruleSettings(this.choices);
    this.school = calendar.school;
    this.version = version;
    this.calendar = calendar;
    this.times = new LocalTimes(calendar.timezone);
    this.#hours = hours;
    this.gateways = new Map(gateways.map((gateway) => [gateway.id, gateway]));
  }

  window(day: string): DayWindow {
    let window = this.#windows.get(day);
    if (window === undefined) {
      window = dayWindow(this.times, day, this.#hours);
      if (this.#windows.size > MOST_DAYS) this.#windows.clear();
      this.#windows.set(day, window);
    }
    return window;
  }

  /**
   * When the day is over: its buildings are closed, its last lesson has ended, and a gateway that spoke until then, once
   * a minute, has been heard. Only after this silence says something about the end of the day.
   */
  settlesAt(day: string): number {
    let last = this.window(day).closes;
    for (const id of this.calendar.classes.keys())
      for (const { end } of this.timetabled(id, day).lessons) if (end > last) last = end;
    return last + SETTLE_AFTER_MS;
  }

  /** The school's day to which an instant belongs. */
  dayOf(at: number): string {
    const quarter = Math.floor(at / QUARTER_HOUR);
    let date = this.#dates.get(quarter);
    if (date === undefined) {
      date = this.times.dateOf(at);
      if (this.#dates.size > 10_000) this.#dates.clear();
      this.#dates.set(quarter, date);
    }
    return at < this.window(date).starts ? addDays(date, -1) : date;
  }

  timetabled(classId: string | undefined, day: string): Timetabled {
    if (classId === undefined) return NO_LESSONS;
    const key = `${classId}/${day}`;
    let timetabled = this.#timetabled.get(key);
    if (timetabled === undefined) {
      timetabled = resolve(this.calendar, classId, day);
      if (this.#timetabled.size > MOST_DAYS) this.#timetabled.clear();
      this.#timetabled.set(key, timetabled);
    }
    return timetabled;
  }
}

function resolve(calendar: CalendarFacts, classId: string, day: string): Timetabled {
  const found = classDay(calendar, classId, day);
  if (found === undefined) return NO_LESSONS;
  const lessons = found.lessons.map(({ number, start, end }): Lesson => ({ n: number, start, end }));
  return { lessons, gateUnused: found.day.lessons && !found.day.gate };
}

/** Reads a school's facts; undefined for a school that does not exist. */
export async function loadSchoolFacts(
  db: Kysely<Database>,
  school: string,
): Promise<SchoolFacts | undefined> {
  // The version first: a change in between leaves the facts newer than their version, which only costs a reload.
  const version = await db
    .selectFrom('attendance_facts')
    .select('version')
    .where('school', '=', school)
    .executeTakeFirst();
  const calendar = await calendarOf(db, school);
  if (calendar === undefined) return undefined;
  const hours = await db
    .selectFrom('building')
    .select(['opens', 'closes'])
    .where('school', '=', school)
    .execute();
  const gateways = await db
    .selectFrom('gateway')
    .innerJoin('building', 'building.id', 'gateway.building')
    .select([
      'gateway.id',
      'gateway.name',
      'gateway.site',
      'gateway.school as owner',
      'building.code as building',
      sql<string[]>`array(select site_guest.school::text from site_guest where site_guest.site = gateway.site
        order by 1)`.as('guests'),
    ])
    .where((eb) =>
      eb.or([
        eb('gateway.school', '=', school),
        eb(
          'gateway.site',
          'in',
          eb.selectFrom('site_guest').select('site_guest.site').where('site_guest.school', '=', school),
        ),
      ]),
    )
    .orderBy(sql.ref('gateway.id'))
    .execute();
  const chosen = await db
    .selectFrom('attendance_settings')
    .select('settings')
    .where('school', '=', school)
    .executeTakeFirst();
  return new SchoolFacts(version?.version ?? 0, calendar, widest(hours), gateways, chosen?.settings ?? {});
}

/** A school with several buildings is open while one of them is. */
function widest(hours: readonly { readonly opens: string; readonly closes: string }[]) {
  const seconds = (text: string): number => secondsOfDay(text) ?? 0;
  if (hours.length === 0) return { opens: 6 * 3_600, closes: 20 * 3_600 };
  return {
    opens: Math.min(...hours.map(({ opens }) => seconds(opens))),
    closes:
      Math.max(...hours.map(({ opens, closes }) => seconds(closes) + (closes <= opens ? 86_400 : 0))) %
      86_400,
  };
}
