import { type AddSchoolRoute, exactly } from '../../api/index.ts';
import { actorOf } from '../../attendance/decide/actor-of.ts';
import { type LessonRouteParts, readContext } from '../../attendance/decide/routes/lesson-routes.ts';
import { audit } from '../../audit/index.ts';
import { monthOfName } from '../routes/month-param.ts';
import { MonthName } from '../routes/schema.ts';
import { readAlerts } from './read-alerts.ts';
import { AlertList } from './schema.ts';

const ACT = 'lessons.decide';

/** What notices about absences leave out: who it is. */
export function alertRoutes(add: AddSchoolRoute, parts: LessonRouteParts): void {
  add({
    method: 'GET',
    url: '/months/:month/alerts',
    summary: 'List who of the caller’s classes reached a threshold of unexcused absences',
    tag: 'month',
    act: ACT,
    on: 'inside',
    params: exactly({ month: MonthName }),
    answer: AlertList,
    handle: async (input) => {
      const { month } = input.params;
      const list = await readAlerts(
        readContext(parts, input),
        actorOf(input.caller, ACT),
        monthOfName(month),
      );
      await audit(input.trx, {
        action: 'name_seen',
        subject: `school:${input.school}`,
        detail: { view: 'alerts', month },
      });
      return list;
    },
  });
}
