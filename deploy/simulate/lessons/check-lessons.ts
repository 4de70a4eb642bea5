import { rebuild } from '../../../cloud-api/src/attendance/fold/rebuild.ts';
import { DEFAULT_RULE_SETTINGS, type RuleSettings } from '../../../cloud-api/src/attendance/fold/settings.ts';
import type { StudentDay } from '../../../cloud-api/src/attendance/fold/student-day.ts';
import { siteToken } from '../../../cloud-api/src/attendance/store/event-fact.ts';
import type { Matches } from '../checks/passage-check.ts';
import { tokenOfCard } from '../world/gateway-parts.ts';
import { type Morning, UTC_BASE } from '../world/morning.ts';
import type { DeliveryPlan } from './delivery-plan.ts';
import { type JudgedPupil, judge, type TimedLesson } from './judge.ts';
import { tracesOf } from './knowable.ts';
import { SITE, type Told, tellFacts } from './told-facts.ts';
import { trueStays } from './true-stays.ts';

const HOUR = 3_600_000;
/** The building opens with the first start of the gate: what may have happened before it would hide everything (R17). */
const OPENS_MS = 400;
/** Lessons of a morning that is a minute long, and their lateness in proportion. */
const LESSON_MS = 12_000;
const FIRST_MS = 3_000;
const SETTINGS: RuleSettings = {
  ...DEFAULT_RULE_SETTINGS,
  lateMaxMs: LESSON_MS / 2,
  absentMissedMs: LESSON_MS / 2,
  doubleTapMs: 3_000,
  regroupMs: 2_000,
};

/** Somebody who lost a card and is not here. */
const OWNER = 'owner';

/** A pupil as attendance knows one, and the card. */
interface Holder {
  readonly person: string;
  readonly token: string;
  /** Ms of the morning from which the card is not the pupil's. */
  readonly until: number;
}

/**
 * I8 over whole lessons: nobody who was truly inside is absent or late, nobody is present who could be known to be
 * outside, and a lesson in which a fire began counts for nobody; whatever became of the gate, of its clock, and of the
 * events on their way to the cloud.
 */
export function checkLessons(morning: Morning, matches: Matches): void {
  const plan = morning.plan.delivery;
  const told = tellFacts(morning, plan);
  const lessons = lessonsOf(morning);
  const holders = holdersOf(morning, plan);
  const fires = toldFires(morning, told);
  for (const [index, day] of attendance(holders, told, lessons).entries()) {
    const { person, token, until } = holders[index]!;
    const pupil: JudgedPupil = {
      person,
      token,
      traces: tracesOf(morning, matches, token),
      stays: trueStays(morning.truth.crossings, person),
      revokedAt: until,
      isRead: ({ seq }) => told.seqs.has(seq),
      isDated: ({ seq }) => told.dated.has(seq),
      fires,
    };
    for (const [which, lesson] of lessons.entries()) {
      const { status } = day.lessons[which]!;
      const burns = fires.some((at) => at >= lesson.start && at < lesson.end) && status !== 'suspended';
      const wrong = burns ? `has a lesson that burns and is called ${status}` : judge(pupil, lesson, status);
      if (wrong === undefined) continue;
      morning.complain(`I8 ${person} ${wrong} in lesson ${lesson.n} [${lesson.start}, ${lesson.end})`);
    }
  }
}

/** Ms of the morning at which lanes were freed for a fire, by what the cloud could read and date. */
function toldFires(morning: Morning, told: Told): readonly number[] {
  return morning.cloud.events
    .filter(({ seq, event }) => event.kind === 'free_start' && event.reason === 'fire' && told.dated.has(seq))
    .map(({ seq }) => morning.durable[seq - 1]!.createdAt);
}

function lessonsOf(morning: Morning): readonly TimedLesson[] {
  const count = Math.floor((morning.clock.now() - FIRST_MS) / LESSON_MS);
  return Array.from({ length: count }, (_, index) => {
    const start = FIRST_MS + index * LESSON_MS;
    return { n: index + 1, start, end: start + LESSON_MS };
  });
}

/** Whoever found a card is no pupil; whose it was is one. */
function holdersOf({ people }: Morning, { revoked }: DeliveryPlan): readonly Holder[] {
  return people.map(({ id, cards }, index) => {
    const token = tokenOfCard(Buffer.from(cards[0]!.uid, 'hex'));
    if (revoked?.index !== index) return { person: id, token, until: Number.POSITIVE_INFINITY };
    return revoked.kind === 'found'
      ? { person: OWNER, token, until: -HOUR }
      : { person: id, token, until: revoked.at };
  });
}

function attendance(
  holders: readonly Holder[],
  told: Told,
  lessons: readonly TimedLesson[],
): readonly StudentDay[] {
  const opens = UTC_BASE + OPENS_MS;
  const timed = lessons.map(({ n, start, end }) => ({ n, start: UTC_BASE + start, end: UTC_BASE + end }));
  const none = { excused: false, passOnly: false, gateUnused: false, marks: undefined };
  return rebuild(
    {
      settings: SETTINGS,
      window: { starts: opens - 6 * HOUR, opens, closes: opens + 14 * HOUR, ends: opens + 18 * HOUR },
      events: told.events,
      clocks: told.clocks,
      credentials: holders.map(({ person, token, until }) => ({
        credential: siteToken(SITE, token),
        person,
        from: 0,
        until: UTC_BASE + until,
      })),
      coverageGaps: told.gaps,
      fires: [],
      pupils: holders.map(({ person }) => ({ person, lessons: timed, ...none })),
    },
    Number.POSITIVE_INFINITY,
  ).days;
}
