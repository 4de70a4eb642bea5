import type { Doubt } from '../rules/r17-doubt.ts';
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
  const state = stateAt(picture.day, person.trail, at);
  switch (state.state) {
    case 'inside':
      return { ...own, state: 'inside', since: state.since, ...place(state, zones) };
    case 'left':
      return { ...own, state: 'left', since: state.since };
    case 'not_come':
      return { ...own, state: 'not_come' };
    case 'unknown':
      return { ...own, state: 'unknown', since: state.since, why: whyOf(state.causes) };
  }
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
