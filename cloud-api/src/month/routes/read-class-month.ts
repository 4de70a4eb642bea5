import { VratarError } from '@vratar/protocol/errors';
import type { Actor } from '../../attendance/decide/actor.ts';
import { factsOf, type ReadContext } from '../../attendance/decide/read-context.ts';
import { lateInsideNote } from '../../attendance/rules/r19-excuse.ts';
import { parseLessons } from '../../attendance/store/lesson-letters.ts';
import { addMonths, type Month } from '../month.ts';
import { type MonthPicture, readMonth } from '../submission/read-facts.ts';
import { nameOfMonth } from './month-param.ts';
import { checkShown, checksOf, possible, stateShown } from './read-month-view.ts';
import type { ClassMonth, Possible, PupilLine } from './schema.ts';

/** A month of one class: what stands against each name, and what the teacher still has to look at. */
export async function readClassMonth(
  context: ReadContext,
  actor: Pick<Actor, 'signs'>,
  month: Month,
  classId: string,
): Promise<ClassMonth> {
  const { trx, school, now } = context;
  const facts = await factsOf(context);
  const of = facts.calendar.classes.get(classId);
  if (of === undefined) throw new VratarError('class_unknown');
  const picture = await readMonth(trx, facts, month);
  const checks = await checksOf(context, month);
  const late = await lateInMedical(context, month, classId);
  const totals = picture.totals.filter((row) => row.class === classId);
  const persons = new Set([...totals.map(({ person }) => person), ...late.map(({ person }) => person)]);
  const named = await context.names(trx, school, [...persons]);
  const nameOf = (person: string): string => named.get(person) ?? '';
  const pupils = totals
    .map(
      (row): PupilLine => ({
        person: row.person,
        name: nameOf(row.person),
        preschool: row.preschool,
        unexcused: row.unexcusedHalves / 2,
        excused: row.excusedHalves / 2,
        lates: row.lates,
        undecided: row.review,
      }),
    )
    .sort((a, b) => a.name.localeCompare(b.name, 'bg'));
  return {
    month: nameOfMonth(month),
    now,
    timezone: facts.calendar.timezone,
    state: stateShown(picture),
    class: { id: classId, name: of.name, grade: of.grade },
    ...checkShown(checks, picture, classId),
    check: mayCheck(picture, pupils, actor, now),
    pupils,
    lateInMedical: late.map((each) => ({ ...each, name: nameOf(each.person) })),
  };
}

function mayCheck(
  picture: MonthPicture,
  pupils: readonly PupilLine[],
  { signs }: Pick<Actor, 'signs'>,
  now: number,
): Possible {
  const undecided = pupils.reduce((sum, pupil) => sum + pupil.undecided, 0);
  if (now < picture.facts.monthEnds) return { ok: false, code: 'month_not_over' };
  if (undecided > 0) return { ok: false, code: 'lessons_undecided', count: undecided };
  return possible(picture, 'class_checked', signs, now);
}

/** R19: late lessons on days that a medical note covers. */
async function lateInMedical({ trx, school }: ReadContext, month: Month, classId: string) {
  const rows = await trx
    .selectFrom('person_day')
    .innerJoin('excuse', (join) =>
      join
        .onRef('excuse.person', '=', 'person_day.person')
        .onRef('excuse.first_day', '<=', 'person_day.day')
        .onRef('excuse.last_day', '>=', 'person_day.day')
        .on('excuse.kind', '=', 'medical')
        .on('excuse.withdrawn_at', 'is', null),
    )
    .select(['person_day.person', 'person_day.day', 'person_day.lessons'])
    .distinct()
    .where('person_day.school', '=', school)
    .where('person_day.class', '=', classId)
    .where('person_day.day', '>=', month)
    .where('person_day.day', '<', addMonths(month, 1))
    .where('person_day.lessons', 'like', '%L%')
    .orderBy('person_day.day')
    .execute();
  return rows.map((row) => ({
    person: row.person,
    date: row.day,
    lessons: lateInsideNote(parseLessons(row.lessons), true),
  }));
}
