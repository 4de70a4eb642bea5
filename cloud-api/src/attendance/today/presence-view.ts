import { SILENT_MS } from '../../ingest/group/coverage.ts';
import { openForLessons } from '../fold/open-for-lessons.ts';
import { stillMissed } from './gateways-heard.ts';
import { lessonsToShow, lessonView } from './lesson-view.ts';
import { personView, type ZonesByLane } from './person-view.ts';
import type { DayPicture, TodayPerson } from './read-today.ts';
import type { ClassView, Counts, GatewayView, PersonView, PresenceView } from './schema.ts';

/** Numbers of a school at a moment, and every person's state behind them. */
export interface Presence {
  readonly view: PresenceView;
  readonly people: readonly PersonView[];
}

/** @param now the present; `at` may lie before it */
export function presence(picture: DayPicture, zones: ZonesByLane, at: number, now: number): Presence {
  const people = picture.persons.map((person) => personView(picture, person, zones, at));
  const pupils = people.filter((person) => person.class !== undefined);
  const staff = countStates(people.filter((person) => person.class === undefined));
  const gateways = gatewayViews(picture, now);
  const dataAt = oldest(gateways);
  const view: PresenceView = {
    school: picture.facts.school,
    date: picture.date,
    timezone: picture.facts.calendar.timezone,
    at,
    opens: picture.day.window.opens,
    closes: picture.day.window.closes,
    ...(dataAt === undefined ? {} : { dataAt }),
    gateways,
    pupils: countStates(pupils),
    staffInside: staff.inside,
    staffUnknown: staff.unknown,
    classes: classViews(picture, people, at),
    zones: zoneCounts(people),
  };
  return { view, people };
}

export function countStates(people: readonly PersonView[]): Counts {
  const counts = {
    expected: people.length,
    inside: 0,
    left: 0,
    notCome: 0,
    awaited: 0,
    unknown: 0,
    notTracked: 0,
  };
  for (const { state } of people) {
    if (state === 'inside') counts.inside += 1;
    else if (state === 'left') counts.left += 1;
    else if (state === 'not_come') counts.notCome += 1;
    else if (state === 'awaited') counts.awaited += 1;
    else if (state === 'unknown') counts.unknown += 1;
    else counts.notTracked += 1;
  }
  return counts;
}

function gatewayViews({ heard }: DayPicture, now: number): GatewayView[] {
  return stillMissed(heard).map(({ gateway, name, building, dataAt }) => ({
    id: gateway,
    name,
    building,
    ...(dataAt === undefined ? {} : { dataAt }),
    ...(dataAt !== undefined && now - dataAt > SILENT_MS ? { silentSince: dataAt } : {}),
  }));
}

const oldest = (gateways: readonly GatewayView[]): number | undefined =>
  gateways.length === 0 || gateways.some((gateway) => gateway.dataAt === undefined)
    ? undefined
    : Math.min(...gateways.map((gateway) => gateway.dataAt ?? 0));

function classViews(picture: DayPicture, people: readonly PersonView[], at: number): ClassView[] {
  const peopleOf = Map.groupBy(people, (person) => person.class ?? '');
  const personsOf = Map.groupBy(picture.persons, (person) => person.class ?? '');
  return [...peopleOf]
    .filter(([id]) => id !== '')
    .map(([id, members]) => classView(picture, id, members, personsOf.get(id) ?? [], at))
    .sort((a, b) => a.grade - b.grade || a.name.localeCompare(b.name, 'bg'));
}

function classView(
  picture: DayPicture,
  id: string,
  members: readonly PersonView[],
  persons: readonly TodayPerson[],
  at: number,
): ClassView {
  const { facts, date } = picture;
  const of = facts.calendar.classes.get(id);
  const { lessons, gateUnused } = facts.timetabled(id, date);
  const day = openForLessons(picture.day, lessons);
  const shown = gateUnused ? {} : lessonsToShow(lessons, at);
  return {
    id,
    name: of?.name ?? '',
    grade: of?.grade ?? 0,
    counts: countStates(members),
    ...(shown.first === undefined ? {} : { first: lessonView(day, persons, shown.first, at) }),
    ...(shown.now === undefined ? {} : { now: lessonView(day, persons, shown.now, at) }),
  };
}

function zoneCounts(people: readonly PersonView[]): PresenceView['zones'] {
  const inside = people.filter((person) => person.state === 'inside');
  const groups = Map.groupBy(inside, ({ building = '', zone = '' }) => `${building}\n${zone}`);
  return [...groups.values()]
    .map((members) => {
      const { building = '', zone } = members[0] ?? {};
      return { building, ...(zone === undefined ? {} : { zone }), inside: members.length };
    })
    .sort((a, b) => `${a.building}\n${a.zone ?? ''}`.localeCompare(`${b.building}\n${b.zone ?? ''}`));
}
