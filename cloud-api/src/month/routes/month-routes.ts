import { VratarError } from '@vratar/protocol/errors';
import { type AddSchoolRoute, exactly } from '../../api/index.ts';
import { actorOf } from '../../attendance/decide/actor-of.ts';
import { type LessonRouteParts, readContext } from '../../attendance/decide/routes/lesson-routes.ts';
import { declareNoAbsences } from '../declaration/declare.ts';
import { actOnMonth, type MonthAct } from '../submission/submit.ts';
import { monthOfName } from './month-param.ts';
import { readMonthView } from './read-month-view.ts';
import { readMonths } from './read-months.ts';
import { ActBody, MonthList, MonthName, MonthView } from './schema.ts';

const ByMonth = exactly({ month: MonthName });
const ACT = 'month.sign';

/** The months of a school for whoever signs them. */
export function monthRoutes(add: AddSchoolRoute, parts: LessonRouteParts): void {
  add({
    method: 'GET',
    url: '/months',
    summary: 'List months with their states and deadlines',
    tag: 'month',
    act: ACT,
    answer: MonthList,
    handle: (input) => readMonths(readContext(parts, input)),
  });

  add({
    method: 'GET',
    url: '/months/:month',
    summary: 'Show a month: classes, what stands in the way, what was done',
    tag: 'month',
    act: ACT,
    params: ByMonth,
    answer: MonthView,
    handle: (input) =>
      readMonthView(
        { ...readContext(parts, input), vault: input.vault },
        actorOf(input.caller, ACT),
        monthOfName(input.params.month),
      ),
  });

  add({
    method: 'POST',
    url: '/months/:month/acts',
    summary: 'Generate, mark as imported, sign, declare, or take a signature back',
    tag: 'month',
    act: ACT,
    params: ByMonth,
    body: ActBody,
    answer: MonthView,
    handle: async (input) => {
      const actor = actorOf(input.caller, ACT);
      const month = monthOfName(input.params.month);
      const { trx, vault, now } = input;
      const context = { trx, vault, cache: parts.cache, actor, now: now.getTime() };
      const act = actOf(input.body);
      if (act.act === 'declare') await declareNoAbsences(context, month, act.acceptedBy, said(input.body));
      else await actOnMonth(context, month, act, said(input.body));
      return readMonthView({ ...readContext(parts, input), vault }, actor, month);
    },
  });
}

function actOf({ act, acceptedBy }: ActBody): MonthAct {
  if (act !== 'sign' && act !== 'declare') return { act };
  return { act, ...(acceptedBy === undefined ? {} : { acceptedBy }) };
}

/** @throws VratarError `submission_number_missing`, `note_required` */
function said({ act, number, acceptedBy, reason }: ActBody): { number?: string; reason?: string } {
  if (act === 'mark_imported' && !number?.trim()) {
    throw new VratarError('submission_number_missing', {}, { field: 'body/number' });
  }
  if (acceptedBy !== undefined && !reason?.trim()) {
    throw new VratarError('acceptance_reason_missing', {}, { field: 'body/reason' });
  }
  return {
    ...(number === undefined ? {} : { number: number.trim() }),
    ...(reason === undefined ? {} : { reason: reason.trim() }),
  };
}
