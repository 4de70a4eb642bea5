import type { LessonStatus } from '../../../cloud-api/src/attendance/fold/student-day.ts';
import type { Matches } from '../checks/passage-check.ts';
import type { Morning } from '../world/morning.ts';
import { isPupil, tokenOfCard } from '../world/people.ts';
import type { DeliveryPlan } from './delivery-plan.ts';
import { type JudgedPupil, judge, type TimedLesson } from './judge.ts';
import { tracesOf } from './knowable.ts';
import { type Told, tellFacts } from './told-facts.ts';
import { trueStays } from './true-stays.ts';

/** Lessons of a morning that is a minute long. */
export const LESSON_MS = 12_000;
const FIRST_MS = 3_000;
/** Events are dated in whole milliseconds. */
const ROUNDED_MS = 1;
const HOUR = 3_600_000;

/** Somebody who lost a card and is not here. */
const OWNER = 'owner';

/** A pupil as attendance knows one, and the card. */
export interface Holder {
  readonly person: string;
  readonly token: string;
  /** Ms of the morning from which the card is not the pupil's. */
  readonly until: number;
}

/** What a morning means for attendance: who the pupils are, when there are lessons, and what the cloud is told. */
export interface Classroom {
  readonly lessons: readonly TimedLesson[];
  readonly holders: readonly Holder[];
  readonly told: Told;
}

export function classroomOf(morning: Morning): Classroom {
  const { delivery } = morning.plan;
  return {
    lessons: lessonsOf(morning),
    holders: holdersOf(morning, delivery),
    told: tellFacts(morning, delivery),
  };
}

/**
 * I8 over whole lessons: nobody who was truly inside is absent or late, nobody is present who could be known to be
 * outside, and a lesson in which a fire began counts for nobody; whatever became of the gate, of its clock, and of the
 * events on their way to the cloud.
 * @param statusOf what attendance says of a pupil, by the place among the holders, in a lesson, by its place
 */
export function judgeAll(
  morning: Morning,
  matches: Matches,
  { lessons, holders, told }: Classroom,
  statusOf: (holder: number, lesson: number) => LessonStatus,
): void {
  const fires = toldFires(morning, told);
  for (const [index, { person, token, until }] of holders.entries()) {
    const pupil: JudgedPupil = {
      person,
      token,
      traces: tracesOf(morning, matches, token),
      stays: trueStays(morning.truth.crossings, person),
      revokedAt: until,
      isRead: ({ seq }) => told.seqs.has(seq),
      isDated: ({ seq }) => told.dated.has(seq),
      fires: fires.map(({ at }) => at),
      outbreaks: fires.filter(({ again }) => !again).map(({ at }) => at),
    };
    for (const [which, lesson] of lessons.entries()) {
      const status = statusOf(index, which);
      const burns =
        fires.some(({ at }) => at >= lesson.start && at < lesson.end - ROUNDED_MS) && status !== 'suspended';
      const wrong = burns ? `has a lesson that burns and is called ${status}` : judge(pupil, lesson, status);
      if (wrong === undefined) continue;
      morning.complain(`I8 ${person} ${wrong} in lesson ${lesson.n} [${lesson.start}, ${lesson.end})`);
    }
  }
}

interface ToldFire {
  /** Ms of the morning at which a lane was freed, by what the cloud could read and date. */
  readonly at: number;
  /** It was free already: a gate that starts under fire says so once more. */
  readonly again: boolean;
}

function toldFires(morning: Morning, told: Told): readonly ToldFire[] {
  const burning = new Set<string | undefined>();
  const fires: ToldFire[] = [];
  for (const { seq, event } of morning.cloud.events) {
    if (!told.dated.has(seq)) continue;
    if (event.kind === 'free_end') burning.delete(event.lane);
    if (event.kind !== 'free_start' || event.reason !== 'fire') continue;
    fires.push({ at: morning.durable[seq - 1]!.createdAt, again: burning.has(event.lane) });
    burning.add(event.lane);
  }
  return fires;
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
  return people.filter(isPupil).map(({ id, cards }, index) => {
    const token = tokenOfCard(Buffer.from(cards[0]!.uid, 'hex'));
    if (revoked?.index !== index) return { person: id, token, until: Number.POSITIVE_INFINITY };
    return revoked.kind === 'found'
      ? { person: OWNER, token, until: -HOUR }
      : { person: id, token, until: revoked.at };
  });
}
