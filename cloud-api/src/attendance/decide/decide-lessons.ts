import { VratarError } from '@vratar/protocol/errors';
import type { Transaction } from 'kysely';
import { audit } from '../../audit/index.ts';
import type { Database } from '../../db/index.ts';
import type { Mark } from '../fold/facts.ts';
import type { LessonStatus } from '../fold/student-day.ts';
import { refreshDays } from '../follow/refresh-days.ts';
import { parseLessons } from '../store/lesson-letters.ts';
import type { SchoolCache } from '../store/school-cache.ts';
import type { ExcuseKind } from '../tables.ts';
import { type Actor, requireDecider } from './actor.ts';
import { requireOpenMonth } from './open-month.ts';

/** A decision about one lesson; `undo` takes the last one back, so that the gate's proposal shows again. */
export interface LessonDecision {
  readonly person: string;
  readonly day: string;
  readonly lesson: number;
  readonly mark: Mark | 'undo';
  /** Why it is excused; needed for `excused`, refused otherwise. */
  readonly reason?: ExcuseKind;
  readonly note?: string;
}

export interface DecideContext {
  readonly trx: Transaction<Database>;
  readonly cache: SchoolCache;
  readonly actor: Actor;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Confirms, corrects or excuses lessons. Nothing is overwritten: an earlier mark is withdrawn and stays in the history.
 * @throws VratarError naming the first decision that cannot be, `place.field` its index; then nothing is written
 */
export async function decideLessons(
  { trx, cache, actor, now }: DecideContext,
  decisions: readonly LessonDecision[],
): Promise<void> {
  const facts = (await cache.current(trx, [actor.school])).get(actor.school);
  for (const [index, decision] of decisions.entries()) {
    const place = { field: `/${index}` };
    const row = await rowOf(trx, actor.school, decision);
    if (row === undefined || facts === undefined) throw new VratarError('day_unknown', {}, place);
    requireDecider(actor, row.class);
    await requireOpenMonth(trx, actor.school, decision.day);
    const lesson = facts
      .timetabled(row.class ?? undefined, decision.day)
      .lessons.find((each) => each.n === decision.lesson);
    if (lesson === undefined) throw new VratarError('lesson_unknown', { lesson: decision.lesson }, place);
    if (lesson.start > now) throw new VratarError('lesson_not_begun', { lesson: decision.lesson }, place);
    const status = parseLessons(row.lessons).find((each) => each.n === decision.lesson)?.status;
    const refusal = refusalOf(decision, status);
    if (refusal !== undefined) throw new VratarError(refusal, { lesson: decision.lesson }, place);
  }
  await write(trx, actor, decisions);
  await refreshDays(trx, cache, uniqueDays(decisions));
}

/** НЕИСПУО: a reason belongs to an excused absence and to nothing else; a lateness cannot be excused. */
export function refusalOf(
  { mark, reason }: Pick<LessonDecision, 'mark' | 'reason'>,
  status: LessonStatus | undefined,
): 'late_not_excusable' | 'reason_missing' | 'reason_not_allowed' | undefined {
  if (mark === 'excused' && status === 'late') return 'late_not_excusable';
  if (mark === 'excused' && reason === undefined) return 'reason_missing';
  if (mark !== 'excused' && reason !== undefined) return 'reason_not_allowed';
  return undefined;
}

function rowOf(trx: Transaction<Database>, school: string, { person, day }: LessonDecision) {
  return trx
    .selectFrom('person_day')
    .select(['class', 'lessons'])
    .where('school', '=', school)
    .where('person', '=', person)
    .where('day', '=', day)
    .executeTakeFirst();
}

async function write(
  trx: Transaction<Database>,
  actor: Actor,
  decisions: readonly LessonDecision[],
): Promise<void> {
  for (const { person, day, lesson, mark, reason, note } of decisions) {
    await trx
      .updateTable('lesson_mark')
      .set({ withdrawn_at: new Date() })
      .where('person', '=', person)
      .where('day', '=', day)
      .where('lesson', '=', lesson)
      .where('withdrawn_at', 'is', null)
      .execute();
    if (mark === 'undo') continue;
    await trx
      .insertInto('lesson_mark')
      .values({
        school: actor.school,
        person,
        day,
        lesson,
        mark,
        reason: reason ?? null,
        note: note ?? '',
        account: actor.account,
      })
      .execute();
  }
  for (const { person, day } of uniqueDays(decisions)) {
    const lessons = decisions
      .filter((each) => each.person === person && each.day === day)
      .map(({ lesson, mark }) => ({ lesson, mark }));
    await audit(trx, { action: 'decision_made', subject: `person:${person}`, detail: { day, lessons } });
  }
}

function uniqueDays(decisions: readonly LessonDecision[]): { person: string; day: string }[] {
  return [...new Map(decisions.map(({ person, day }) => [`${person}/${day}`, { person, day }])).values()];
}
