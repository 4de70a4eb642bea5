import { attendanceHook } from '../../../cloud-api/src/attendance/follow/attendance-hook.ts';
import { beginDays } from '../../../cloud-api/src/attendance/rebuild/begin-days.ts';
import { rebuildDay } from '../../../cloud-api/src/attendance/rebuild/rebuild-day.ts';
import { recompute } from '../../../cloud-api/src/attendance/rebuild/recompute.ts';
import { parseLessons } from '../../../cloud-api/src/attendance/store/lesson-letters.ts';
import { SchoolCache } from '../../../cloud-api/src/attendance/store/school-cache.ts';
import { type Matches, matchPassages } from '../checks/passage-check.ts';
import { type Classroom, classroomOf, judgeAll } from '../lessons/classroom.ts';
import { type MorningResult, resultOf } from '../run/run-morning.ts';
import { settle } from '../run/settle.ts';
import { Morning } from '../world/morning.ts';
import type { MorningPlan } from '../world/plan.ts';
import { deliver } from './deliver.ts';
import { type StoredSchool, storeSchool } from './stored-school.ts';
import { stretched } from './stretched.ts';
import { type ThrowawayDatabase, throwawayDatabase } from './throwaway-database.ts';
import { Wire } from './wire.ts';

const DAY = '2026-11-09';
/** The building has just opened: the day is there before the first event. */
const OPENED_MS = 600;
/** The building has closed, and silence until then is a gap. */
const EVENING = Date.UTC(2026, 10, 9, 18, 30);

/**
 * The oracle of people over the whole path: the journal of each morning goes through the real ingest into PostgreSQL,
 * and the days that stand there are compared with where everybody truly was.
 */
export class StoredMornings {
  readonly #db: ThrowawayDatabase;
  readonly #wire: Wire;
  readonly #cache = new SchoolCache();
  #now = stretched(0);

  private constructor(db: ThrowawayDatabase) {
    this.#db = db;
    this.#wire = new Wire(db.logins, [attendanceHook(new SchoolCache())], () => this.#now);
  }

  static async open(): Promise<StoredMornings> {
    const mornings = new StoredMornings(await throwawayDatabase());
    await mornings.#wire.start();
    return mornings;
  }

  async close(): Promise<void> {
    await this.#wire.stop();
    await this.#db.close();
  }

  async run(plan: MorningPlan): Promise<MorningResult> {
    const morning = new Morning(plan);
    try {
      morning.start();
      settle(morning);
      await this.#check(morning, matchPassages(morning));
      return resultOf(morning);
    } catch (error) {
      morning.complain(
        `the way to PostgreSQL threw: ${error instanceof Error ? error.stack : String(error)}`,
      );
      return resultOf(morning);
    } finally {
      morning.close();
    }
  }

  async #check(morning: Morning, matches: Matches): Promise<void> {
    const classroom = classroomOf(morning);
    const { owner } = this.#db;
    const stored = await storeSchool(owner, classroom);
    const tokens = new Map(classroom.holders.map(({ token }, index) => [token, stored.tokens[index]!]));
    this.#now = stretched(OPENED_MS);
    await this.#follow(stored.school);
    await deliver(morning, classroom.told, {
      db: owner,
      wire: this.#wire,
      school: stored.school,
      gateway: stored.gateway,
      tokenOf: (token) => tokens.get(token) ?? token,
      setNow: (utc) => {
        this.#now = utc;
      },
    });
    await this.#recompute(stored.school);
    await this.#judge(morning, matches, classroom, stored);
    this.#now = EVENING;
    await this.#follow(stored.school);
    await this.#judge(morning, matches, classroom, stored);
    await this.#compare(morning, stored.school);
  }

  /** What the clock asks for every ten minutes, and what the transactions of the events have asked for. */
  async #follow(school: string): Promise<void> {
    await beginDays(this.#db.jobs, this.#cache, this.#now);
    await this.#recompute(school);
  }

  async #recompute(school: string): Promise<void> {
    await recompute(this.#db.jobs, school, { cache: this.#cache, now: () => this.#now });
  }

  async #judge(
    morning: Morning,
    matches: Matches,
    classroom: Classroom,
    { school, persons }: StoredSchool,
  ): Promise<void> {
    const rows = await this.#db.owner
      .selectFrom('person_day')
      .select(['person', 'lessons'])
      .where('school', '=', school)
      .where('day', '=', DAY)
      .execute();
    const days = new Map(rows.map(({ person, lessons }) => [person, parseLessons(lessons)]));
    for (const [index, { person }] of classroom.holders.entries()) {
      const found = days.get(persons[index]!)?.length ?? 0;
      const wanted = classroom.lessons.length;
      if (found !== wanted) morning.complain(`I6 ${person} has ${found} of ${wanted} lessons`);
    }
    judgeAll(
      morning,
      matches,
      classroom,
      (holder, lesson) => days.get(persons[holder]!)?.[lesson]?.status ?? 'pending',
    );
  }

  /** I6: what was followed event by event is what a computation from nothing gives. */
  async #compare(morning: Morning, school: string): Promise<void> {
    const options = { cache: this.#cache, now: () => this.#now, dryRun: true };
    const report = await rebuildDay(this.#db.jobs, school, DAY, options);
    const { missing = 0, different = 0, surplus = 0, sharedChanged = true, columns = [] } = report ?? {};
    if (missing + different + surplus === 0 && !sharedChanged) return;
    morning.complain(
      `I6 from nothing ${missing} days are missing, ${different} different (${columns.join(', ')}), ${surplus} too many${sharedChanged ? ', and the doubts differ' : ''}`,
    );
  }
}
