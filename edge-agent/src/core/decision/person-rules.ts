import { scheduleAt } from '../schedule/lookup.ts';
import { type Finding, flag, pass, refuse, skip } from './steps.ts';
import type { DecisionInput, PassbackFacts } from './types.ts';

const DEFAULT_TIMED_MS = 300_000;

export function enrolment({ entry, schools, utc, timeTrusted }: DecisionInput): Finding {
  const { enrolments } = entry!;
  if (enrolments === undefined) return skip('not bound to a school');
  const here = enrolments.filter(({ school }) => schools.has(school));
  const now = timeTrusted
    ? here.filter(({ from, until }) => utc >= (from ?? 0) && utc < (until ?? Number.POSITIVE_INFINITY))
    : here;
  if (now.length > 0) return pass(`enrolled at ${now[0]!.school}`);
  return refuse('not_enrolled', here.length > 0 ? `enrolled here on other dates` : 'enrolled elsewhere');
}

/** What is open instead. */
const CLOSED = {
  direction_not_allowed: 'open the other way only',
  lane_not_allowed: 'open on other lanes only',
  holiday: 'closed on this holiday',
  outside_schedule: 'closed at this hour',
};

export function schedule({ entry, plan, lane, direction, utc, timeTrusted }: DecisionInput): Finding {
  if (!timeTrusted) return skip('the clock is wrong');
  const answer = scheduleAt(plan, entry!.groups, lane.id, direction, utc);
  const groups = entry!.groups?.join(', ') ?? 'none';
  if (!answer.open) return refuse(answer.code, `${CLOSED[answer.code]}; groups: ${groups}`);
  return pass(answer.group === undefined ? 'no schedule' : `open by ${answer.group}`);
}

export function passback(input: DecisionInput): Finding {
  const { rule, place, openGrant } = input.passback;
  if (rule.mode === 'off') return skip('off in this zone');
  if (input.entry!.passbackExempt === true) return skip('exempt');
  if (openGrant !== undefined) return repeated(input.passback, `already granted on lane ${openGrant}`);
  if (place === undefined) return pass('not seen today');
  const ago = `seen going ${place.side} on lane ${place.lane} ${Math.round(place.agoMs / 1000)} s ago`;
  if (place.side !== input.direction) return pass(ago);
  if (rule.mode === 'timed' && place.agoMs >= (rule.ms ?? DEFAULT_TIMED_MS)) return pass(ago);
  // What could have happened unseen since then must not lock anybody in or out.
  if (place.doubtful) return flag('passback_doubtful', ago);
  return repeated(input.passback, ago);
}

function repeated({ rule }: PassbackFacts, saw: string): Finding {
  if (rule.mode === 'timed') return refuse('passback_wait', saw);
  return rule.mode === 'hard' ? refuse('passback', saw) : flag('passback', saw);
}

export function occupancy({ inside, maxInside, direction }: DecisionInput): Finding {
  if (maxInside === undefined || direction === 'out') return skip('no limit');
  const saw = `${inside} of ${maxInside} inside`;
  return inside < maxInside ? pass(saw) : refuse('building_full', saw);
}
