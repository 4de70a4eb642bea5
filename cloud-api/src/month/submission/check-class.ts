import { VratarError } from '@vratar/protocol/errors';
import { requireDecider } from '../../attendance/decide/actor.ts';
import type { Month } from '../month.ts';
import { totalsHash } from './read-facts.ts';
import { stepSubmission } from './state.ts';
import { type MonthContext, moveTo, noteAct, openMonth } from './submit.ts';

/**
 * A homeroom teacher has gone through the month of the class.
 * @throws VratarError `lessons_undecided` with how many, `month_not_over`, `month_signed`, `not_your_class`
 */
export async function checkClass(context: MonthContext, month: Month, classId: string): Promise<void> {
  const { trx, actor, now } = context;
  requireDecider(actor, classId);
  const { facts: school, picture } = await openMonth(context, month);
  if (!school.calendar.classes.has(classId)) throw new VratarError('class_unknown');
  if (now < picture.facts.monthEnds) throw new VratarError('month_not_over');
  const totals = picture.totals.filter((row) => row.class === classId);
  const undecided = totals.reduce((sum, row) => sum + row.review, 0);
  if (undecided > 0) throw new VratarError('lessons_undecided', { count: undecided });
  const known = !picture.uncheckedClasses.includes(classId);
  const classesChecked = picture.facts.classesChecked + (known ? 0 : 1);
  const facts = { ...picture.facts, classesChecked, signs: actor.signs, now };
  const step = stepSubmission(picture.state, { act: 'class_checked' }, facts);
  if (!step.ok) throw new VratarError(step.code, { count: step.count ?? 0 });
  if (known) return;
  await withdrawCheck(context, month, classId);
  const { school: of, account } = actor;
  await trx
    .insertInto('class_check')
    .values({ school: of, month, class: classId, account, totals: totalsHash(totals), withdrawn_at: null })
    .execute();
  await moveTo(trx, actor.school, month, step.state);
  await noteAct(trx, actor, month, 'class_checked', { class: classId });
}

/** Opens the month of a class again: something has to be decided anew. */
export async function reopenClass(context: MonthContext, month: Month, classId: string): Promise<void> {
  const { trx, actor, now } = context;
  requireDecider(actor, classId);
  const { facts: school, picture } = await openMonth(context, month);
  if (!school.calendar.classes.has(classId)) throw new VratarError('class_unknown');
  const facts = { ...picture.facts, classesChecked: 0, signs: actor.signs, now };
  const step = stepSubmission(picture.state, { act: 'class_reopened' }, facts);
  if (!step.ok) throw new VratarError(step.code, { count: step.count ?? 0 });
  await withdrawCheck(context, month, classId);
  await moveTo(trx, actor.school, month, step.state);
  await noteAct(trx, actor, month, 'class_reopened', { class: classId });
}

async function withdrawCheck(
  { trx, actor, now }: MonthContext,
  month: Month,
  classId: string,
): Promise<void> {
  await trx
    .updateTable('class_check')
    .set({ withdrawn_at: new Date(now) })
    .where('school', '=', actor.school)
    .where('month', '=', month)
    .where('class', '=', classId)
    .where('withdrawn_at', 'is', null)
    .execute();
}
