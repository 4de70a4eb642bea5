import { type AddSchoolRoute, ById, exactly, nothing, Uuid } from '../../../api/index.ts';
import { audit } from '../../../audit/index.ts';
import { parseLessons } from '../../store/lesson-letters.ts';
import { parseMarks } from '../../store/marks-text.ts';
import { actorOf } from '../actor-of.ts';
import { currentClass } from '../current-class.ts';
import { decideLessons, type LessonDecision } from '../decide-lessons.ts';
import { addExcuse, withdrawExcuse } from '../excuses.ts';
import { familyBudget } from '../family-days.ts';
import { cellsOf } from '../fold-shown.ts';
import type { ReadContext } from '../read-context.ts';
import { factsOf } from '../read-context.ts';
import { excusesOn } from '../read-decisions.ts';
import { Decided, DecisionsBody, ExcuseBody, ExcusesMade, PupilExcuses } from '../schema.ts';
import { type LessonRouteParts, readContext } from './lesson-routes.ts';

/** Decisions about lessons, and excuses for whole days. */
export function decisionRoutes(add: AddSchoolRoute, parts: LessonRouteParts): void {
  add({
    method: 'POST',
    url: '/lessons/decisions',
    summary: 'Confirm, correct or excuse lessons; all of them, or none',
    tag: 'lessons',
    act: 'lessons.decide',
    on: 'inside',
    body: DecisionsBody,
    answer: Decided,
    handle: async (input) => {
      const { trx, caller, now, body } = input;
      const actor = actorOf(caller, 'lessons.decide');
      const decisions: readonly LessonDecision[] = body.decisions;
      await decideLessons({ trx, cache: parts.cache, actor, now: now.getTime() }, decisions);
      return { days: await daysNow(readContext(parts, input), decisions) };
    },
  });

  add({
    method: 'GET',
    url: '/lessons/pupils/:person/excuses',
    summary: 'List a pupil’s excuses, with what the family may still use',
    tag: 'lessons',
    act: 'excuses.enter',
    on: 'inside',
    params: exactly({ person: Uuid }),
    answer: PupilExcuses,
    handle: async (input) => {
      const { person } = input.params;
      const context = readContext(parts, input);
      const facts = await factsOf(context);
      const today = facts.dayOf(context.now);
      const of = await currentClass(context.trx, context.school, person, today);
      input.require('excuses.enter', { class: of });
      const named = await context.names(context.trx, context.school, [person]);
      await audit(input.trx, {
        action: 'name_seen',
        subject: `person:${person}`,
        detail: { view: 'excuses' },
      });
      return {
        person,
        name: named.get(person) ?? '',
        budget: await familyBudget(context.trx, facts, of, person, today),
        excuses: await excusesOn(context, person),
      };
    },
  });

  add({
    method: 'POST',
    url: '/lessons/excuses',
    summary: 'Excuse pupils for whole days; all of them, or none',
    tag: 'lessons',
    act: 'excuses.enter',
    on: 'inside',
    body: ExcuseBody,
    answer: ExcusesMade,
    status: 201,
    handle: async ({ trx, caller, now, body }) => {
      const actor = actorOf(caller, 'excuses.enter');
      const { persons, ...excuse } = body;
      const ids: string[] = [];
      const signed = new Set<string>();
      for (const person of persons) {
        const context = { trx, cache: parts.cache, actor, now: now.getTime() };
        const entered = await addExcuse(context, { ...excuse, person });
        ids.push(entered.id);
        for (const month of entered.signed) signed.add(month.slice(0, 7));
      }
      return { ids, signed: [...signed] };
    },
  });

  add({
    method: 'DELETE',
    url: '/lessons/excuses/:id',
    summary: 'Take an excuse back; it stays in the history',
    tag: 'lessons',
    act: 'excuses.enter',
    on: 'inside',
    params: ById,
    answer: nothing,
    handle: async ({ trx, caller, now, params }) => {
      const actor = actorOf(caller, 'excuses.enter');
      await withdrawExcuse({ trx, cache: parts.cache, actor, now: now.getTime() }, params.id);
    },
  });
}

/** The days of decisions as they are after them. */
async function daysNow(
  context: ReadContext,
  decisions: readonly LessonDecision[],
): Promise<{ person: string; date: string; lessons: ReturnType<typeof cellsOf> }[]> {
  const facts = await factsOf(context);
  const keys = new Map(decisions.map(({ person, day }) => [`${person}/${day}`, { person, day }]));
  const rows = await context.trx
    .selectFrom('person_day')
    .select(['person', 'day', 'class', 'marks', 'lessons'])
    .where('school', '=', context.school)
    .where('person', 'in', [...new Set(decisions.map(({ person }) => person))])
    .where('day', 'in', [...new Set(decisions.map(({ day }) => day))])
    .execute();
  return rows
    .filter((row) => keys.has(`${row.person}/${row.day}`))
    .map((row) => {
      const timetabled = facts.timetabled(row.class ?? undefined, row.day);
      const lessons = cellsOf(parseLessons(row.lessons), timetabled, parseMarks(row.marks), context.now);
      return { person: row.person, date: row.day, lessons };
    });
}
