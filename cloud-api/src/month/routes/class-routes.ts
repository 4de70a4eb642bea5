import { type AddSchoolRoute, exactly, nothing, type SchoolInput, Uuid } from '../../api/index.ts';
import { actorOf } from '../../attendance/decide/actor-of.ts';
import { type LessonRouteParts, readContext } from '../../attendance/decide/routes/lesson-routes.ts';
import { audit } from '../../audit/index.ts';
import { checkClass, reopenClass } from '../submission/check-class.ts';
import { monthOfName } from './month-param.ts';
import { readClassMonth } from './read-class-month.ts';
import { ClassMonth, MonthName } from './schema.ts';

const Params = exactly({ month: MonthName, class: Uuid });
const ACT = 'month.check';
const onClass = ({ params }: { readonly params: { readonly class: string } }) => ({ class: params.class });

/** A month of one class, for its homeroom teacher. */
export function classRoutes(add: AddSchoolRoute, parts: LessonRouteParts): void {
  const context = (input: Pick<SchoolInput<undefined, undefined, undefined>, 'trx' | 'caller' | 'now'>) => ({
    trx: input.trx,
    cache: parts.cache,
    actor: actorOf(input.caller, ACT),
    now: input.now.getTime(),
  });

  add({
    method: 'GET',
    url: '/months/:month/classes/:class',
    summary: 'Show the month of a class, pupil by pupil',
    tag: 'month',
    act: ACT,
    on: onClass,
    params: Params,
    answer: ClassMonth,
    handle: async (input) => {
      const { month, class: of } = input.params;
      const actor = actorOf(input.caller, ACT);
      const view = await readClassMonth(readContext(parts, input), actor, monthOfName(month), of);
      await audit(input.trx, {
        action: 'name_seen',
        subject: `class:${of}`,
        detail: { view: 'month', month },
      });
      return view;
    },
  });

  add({
    method: 'PUT',
    url: '/months/:month/classes/:class/check',
    summary: 'Check the month of a class off',
    tag: 'month',
    act: ACT,
    on: onClass,
    params: Params,
    answer: nothing,
    handle: (input) => checkClass(context(input), monthOfName(input.params.month), input.params.class),
  });

  add({
    method: 'DELETE',
    url: '/months/:month/classes/:class/check',
    summary: 'Open the month of a class again',
    tag: 'month',
    act: ACT,
    on: onClass,
    params: Params,
    answer: nothing,
    handle: (input) => reopenClass(context(input), monthOfName(input.params.month), input.params.class),
  });
}
