import { openForLessons } from '../fold/open-for-lessons.ts';
import type { SchoolDay } from '../fold/rebuild-student-day.ts';
import type { Doubt } from '../rules/r17-doubt.ts';
import type { Timetabled } from '../store/day-row.ts';
import { type LessonStanding, lessonStanding } from './lesson-now.ts';
import { type PersonState, stateAt } from './person-state.ts';
import type { DayPicture, TodayPerson } from './read-today.ts';
import type { PersonView, Why } from './schema.ts';

/** Zones behind lanes, by `gateway/lane`. */
export type ZonesByLane = ReadonlyMap<string, string>;

/** One person as the page shows it, still without a name. */
export function personView(
  picture: DayPicture,
  person: TodayPerson,
  zones: ZonesByLane,
  at: number,
): PersonView {
  const { person: id, class: of, tracked, excused } = person;
  const own = { id, ...(of === undefined ? {} : { class: of }), ...(excused ? { excused } : {}) };
  if (!tracked) return { ...own, state: 'not_tracked' };
  const timetabled = picture.facts.timetabled(of, picture.date);
  const day = openForLessons(picture.day, timetabled.lessons);
  const begun = firstLesson(timetabled, day, person, at);
  const shown = begun === undefined ? own : { ...own, firstLesson: begun };
  const state = stateAt(day, person.trail, at);
  switch (state.state) {
    case 'inside':
      return { ...shown, state: 'inside', since: state.since, ...place(state, zones) };
    case 'left':
      return { ...shown, state: 'left', since: state.since };
    case 'not_come':
      return { ...shown, state: begun === undefined ? 'awaited' : 'not_come' };
    case 'unknown':
      return { ...shown, state: 'unknown', since: state.since, why: whyOf(state.causes) };
  }
}

/** undefined before the first lesson begins, and on a day without lessons at the gate. */
function firstLesson(
  { lessons, gateUnused }: Timetabled,
  day: SchoolDay,
  { trail }: TodayPerson,
  at: number,
): Exclude<LessonStanding, 'before'> | undefined {
  const [lesson] = lessons;
  if (lesson === undefined || gateUnused) return undefined;
  const standing = lessonStanding(day, trail, lesson, at);
  return standing === 'before' ? undefined : standing;
}

function place(
  state: PersonState & { state: 'inside' },
  zones: ZonesByLane,
): { building: string; zone?: string } {
  const zone = state.door === undefined ? undefined : zones.get(`${state.door.gateway}/${state.door.lane}`);
  return { building: state.building, ...(zone === undefined ? {} : { zone }) };
}

/** A silent gateway is named before anything else: somebody can go and look at it. */
function whyOf(causes: readonly Doubt[]): Why {
  const silent = causes.find(
    (doubt) => doubt.cause === 'coverage_gap' && doubt.until === Number.POSITIVE_INFINITY,
  );
  const doubt = silent ?? causes[0];
  if (doubt === undefined) return { cause: 'unrecorded_passage' };
  return {
    cause: silent === undefined ? doubt.cause : 'gateway_silent',
    ...(doubt.gateway === undefined ? {} : { gateway: doubt.gateway }),
    ...(Number.isFinite(doubt.from) ? { since: doubt.from } : {}),
  };
}
