import { type AddSchoolRoute, exactly, fileOf } from '../../api/index.ts';
import { actorOf } from '../../attendance/decide/actor-of.ts';
import type { LessonRouteParts } from '../../attendance/decide/routes/lesson-routes.ts';
import { readDeclaration } from '../declaration/declare.ts';
import { monthOfName } from './month-param.ts';
import { MonthName } from './schema.ts';

const PDF = 'application/pdf';
const ACT = 'month.sign';

/** The declaration „Липсват отсъствия“. */
export function declarationRoutes(add: AddSchoolRoute, { cache }: LessonRouteParts): void {
  add({
    method: 'GET',
    url: '/months/:month/declaration',
    summary: 'Download the declaration of a month without unexcused absences; a draft until it is signed',
    tag: 'month',
    act: ACT,
    params: exactly({ month: MonthName }),
    answer: fileOf(PDF),
    handle: async ({ trx, vault, caller, now, params }) => {
      const context = { trx, vault, cache, actor: actorOf(caller, ACT), now: now.getTime() };
      const bytes = await readDeclaration(context, monthOfName(params.month));
      return { type: PDF, name: `lipsvat-otsastviya_${params.month}.pdf`, bytes };
    },
  });
}
