import { rebuild } from '../../../cloud-api/src/attendance/fold/rebuild.ts';
import { DEFAULT_RULE_SETTINGS } from '../../../cloud-api/src/attendance/fold/settings.ts';
import type { StudentDay } from '../../../cloud-api/src/attendance/fold/student-day.ts';
import { eventFact, siteToken } from '../../../cloud-api/src/attendance/store/event-fact.ts';
import type { CloudEvent } from '../gateway/cloud.ts';
import type { Crossing } from '../people/truth.ts';
import { type Morning, UTC_BASE } from '../world/morning.ts';
import { isPupil, tokenOfCard } from '../world/people.ts';
import { leftTrace } from './left-trace.ts';
import type { Matches } from './passage-check.ts';

const SITE = 'site';
/** Reasons by which the gate says that it does not know whether a grant was used. */
const UNSEEN = new Set(['passage_unclear', 'device_offline', 'evacuation']);
/** Nobody comes as early as that. */
const OPENS_MS = 400;
/** A grant's window and the wait for late reports, less the time in which the body makes up its mind. */
const WAITED_FOR_MS = 5_500;
const HOUR = 3_600_000;
const LESSON_MS = 40 * 60_000;

/** I8, the oracle of people: what attendance makes of the events, against where everybody truly is. */
export function checkPeople(morning: Morning, matches: Matches): void {
  for (const day of attendance(morning)) {
    const status = day.lessons[0]!.status;
    const inside = morning.truth.isInside(day.person);
    if (inside && status === 'absent' && !cannotKnowEntry(morning, matches, day.person)) {
      morning.complain(`I8 ${day.person} is inside and called absent: ${explain(morning, day.person)}`);
    }
    if (!inside && status === 'present' && !cannotKnowExit(morning, matches, day.person)) {
      morning.complain(`I8 ${day.person} is outside and called present: ${explain(morning, day.person)}`);
    }
  }
}

/** The lesson begins when the morning is over, and nobody moves during it. */
function attendance(morning: Morning): readonly StudentDay[] {
  const start = UTC_BASE + morning.clock.now() + 60_000;
  const { cloud } = morning;
  const people = morning.people.filter(isPupil);
  // The building opens with the first start of the gate: what may have happened before it would hide everything (R17).
  const opens = UTC_BASE + OPENS_MS;
  return rebuild(
    {
      // A fire suspends the lessons after it, and would hide what this looks for.
      settings: { ...DEFAULT_RULE_SETTINGS, regroupMs: 0 },
      window: { starts: opens - 6 * HOUR, opens, closes: opens + 14 * HOUR, ends: opens + 18 * HOUR },
      events: cloud.events.map(({ seq, event, receivedAt }) =>
        eventFact({ gateway: 'g1', epoch: 1, seq, event, receivedAt }, SITE),
      ),
      clocks: [],
      credentials: people.map(({ id, cards }) => ({
        credential: siteToken(SITE, tokenOfCard(Buffer.from(cards[0]!.uid, 'hex'))),
        person: id,
        from: 0,
        until: Number.POSITIVE_INFINITY,
      })),
      coverageGaps: [],
      fires: [],
      pupils: people.map(({ id }) => ({
        person: id,
        lessons: [{ n: 1, start, end: start + LESSON_MS }],
        excused: false,
        passOnly: false,
        gateUnused: false,
        marks: undefined,
      })),
    },
    Number.POSITIVE_INFINITY,
  ).days;
}

/** Two bodies that no beam tells apart, or one body on another's grant: the gate cannot know who it was. */
function cannotKnowEntry(morning: Morning, matches: Matches, person: string): boolean {
  const entry = lastCrossing(morning, person);
  if (entry === undefined || entry.shared || !leftTrace(morning, entry, tokenOf(morning, person)))
    return true;
  const told = [...matches].find(([, crossing]) => crossing === entry)?.[0];
  const usedAnothersGrant = told !== undefined && told.event.token !== tokenOf(morning, person);
  const ownExitUsedByAnother = [...matches].some(
    ([{ event }, crossing]) =>
      event.token === tokenOf(morning, person) &&
      event.direction === 'out' &&
      crossing.person !== person &&
      crossing.endedAt >= entry.endedAt,
  );
  const exitAssumed = assumedInVain(morning, matches, person, 'out', entry.endedAt);
  return usedAnothersGrant || ownExitUsedByAnother || exitAssumed;
}

/** Where nothing sees bodies a grant is taken for a passage (R1), also that of somebody who stayed. */
function assumedInVain(
  morning: Morning,
  matches: Matches,
  person: string,
  direction: 'in' | 'out',
  since: number,
): boolean {
  const token = tokenOf(morning, person);
  return morning.cloud.events.some((told) => {
    const { event } = told;
    if (event.token !== token || event.direction !== direction || event.data?.assumed !== true) return false;
    return createdAt(morning, told) >= since && matches.get(told)?.person !== person;
  });
}

/** Clock ms at which the gate thought of an event. */
const createdAt = (morning: Morning, { seq }: CloudEvent): number => morning.durable[seq - 1]!.createdAt;

/** Who leaves without a tap leaves no trace; who left on an own grant, alone, must be known to have left. */
function cannotKnowExit(morning: Morning, matches: Matches, person: string): boolean {
  const token = tokenOf(morning, person);
  const entryByAnother = [...matches].some(
    ([{ event }, crossing]) =>
      event.token === token && event.direction === 'in' && crossing.person !== person,
  );
  const exit = lastCrossing(morning, person);
  if (assumedInVain(morning, matches, person, 'in', exit?.endedAt ?? 0)) return true;
  if (entryByAnother || exit === undefined || exit.shared || exit.direction !== 'out') return true;
  const told = [...matches].find(([, crossing]) => crossing === exit)?.[0];
  if (told !== undefined && told.event.token !== token) return true;
  const granted = morning.durable.some(
    ({ draft, createdAt }) =>
      draft.kind === 'granted' &&
      draft.reason === undefined &&
      draft.token === token &&
      draft.direction === 'out' &&
      draft.lane === exit.lane &&
      createdAt <= exit.beganAt &&
      createdAt > exit.beganAt - 4_000,
  );
  const device = `${exit.lane}-in`;
  const line = morning.sites.configured.devices.find(({ id }) => id === device)!.line;
  const seen = morning.faults.quietSince(device, line, exit.beganAt - 5_000);
  const doubted = morning.durable.some(
    ({ draft, createdAt }) =>
      draft.token === token && UNSEEN.has(draft.reason ?? '') && createdAt > exit.beganAt,
  );
  return !granted || !seen || doubted || isTooSlow(morning, exit);
}

/** A contact that only reports completed passages is not waited for any longer: what comes then is a forced passage. */
function isTooSlow({ sites }: Morning, { lane, beganAt, endedAt }: Crossing): boolean {
  const reportsTheEnd = ['directional', 'single'].includes(sites.build(lane).sensors);
  return reportsTheEnd && endedAt - beganAt > WAITED_FOR_MS;
}

const lastCrossing = (morning: Morning, person: string): Crossing | undefined =>
  morning.truth.crossings.findLast((crossing) => crossing.person === person && crossing.outcome === 'passed');

const tokenOf = (morning: Morning, person: string): string =>
  tokenOfCard(Buffer.from(morning.people.find(({ id }) => id === person)!.cards[0]!.uid, 'hex'));

/** What is known of one person, for whoever looks into a failing seed. */
function explain(morning: Morning, person: string): string {
  const token = tokenOf(morning, person);
  const crossings = morning.truth.crossings
    .filter((crossing) => crossing.person === person)
    .map(
      ({ lane, direction, beganAt, endedAt, outcome, shared }) =>
        `${direction} ${lane} ${Math.round(beganAt)}-${Math.round(endedAt)} ${outcome}${shared ? ' shared' : ''}`,
    );
  const events = morning.durable
    .filter(({ draft }) => draft.token === token)
    .map(
      ({ draft, createdAt }) =>
        `${draft.kind}${draft.reason ? ` ${draft.reason}` : ''} ${draft.direction} ${draft.lane} ${Math.round(createdAt)}`,
    );
  return `truly ${crossings.join('; ')} | told ${events.join('; ')}`;
}
