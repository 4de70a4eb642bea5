import { Type } from 'typebox';
import { type AddSchoolRoute, Day, exactly, type SchoolInput, Uuid } from '../../../api/index.ts';
import { audit } from '../../../audit/index.ts';
import type { SchoolCache } from '../../store/school-cache.ts';
import type { NamesOf } from '../../today/names.ts';
import { requireDecider } from '../actor.ts';
import { actorOf } from '../actor-of.ts';
import type { ReadContext } from '../read-context.ts';
import { readEvidence } from '../read-evidence.ts';
import { readWeek } from '../read-week.ts';
import { decidedClasses, reviewQueue } from '../review-queue.ts';
import { ClassWeek, DecidedClass, Evidence, ReviewQueue } from '../schema.ts';

export interface LessonRouteParts {
  readonly cache: SchoolCache;
  readonly names: NamesOf;
}

type Asked = Pick<SchoolInput<undefined, undefined, undefined>, 'trx' | 'school' | 'now'>;

export const readContext = (
  { cache, names }: LessonRouteParts,
  { trx, school, now }: Asked,
): ReadContext => ({
  trx,
  cache,
  names,
  school,
  now: now.getTime(),
});

const ACT = 'lessons.decide';

/** What somebody who decides lessons looks at: classes, the queue, a class over some days, one pupil's evidence. */
export function lessonRoutes(add: AddSchoolRoute, parts: LessonRouteParts): void {
  add({
    method: 'GET',
    url: '/lessons/classes',
    summary: 'List the classes whose lessons the caller decides',
    tag: 'lessons',
    act: ACT,
    on: 'inside',
    answer: exactly({ classes: Type.Array(DecidedClass) }),
    handle: async (input) => ({
      classes: await decidedClasses(readContext(parts, input), actorOf(input.caller, ACT)),
    }),
  });

  add({
    method: 'GET',
    url: '/lessons/undecided',
    summary: 'List the days with lessons that nobody has decided',
    tag: 'lessons',
    act: ACT,
    on: 'inside',
    query: exactly({ class: Type.Optional(Uuid) }),
    answer: ReviewQueue,
    handle: async (input) => {
      const actor = actorOf(input.caller, ACT);
      const { class: of } = input.query;
      if (of !== undefined) requireDecider(actor, of);
      const queue = await reviewQueue(readContext(parts, input), actor, of);
      const subject = of === undefined ? `school:${input.school}` : `class:${of}`;
      await audit(input.trx, { action: 'name_seen', subject, detail: { view: 'undecided' } });
      return queue;
    },
  });

  add({
    method: 'GET',
    url: '/lessons/classes/:class',
    summary: 'Show a class over some days, lesson by lesson',
    tag: 'lessons',
    act: ACT,
    on: ({ params }) => ({ class: params.class }),
    params: exactly({ class: Uuid }),
    query: exactly({ from: Day, to: Day }),
    answer: ClassWeek,
    handle: async (input) => {
      const { class: of } = input.params;
      const { from, to } = input.query;
      const week = await readWeek(readContext(parts, input), of, from, to);
      await audit(input.trx, {
        action: 'name_seen',
        subject: `class:${of}`,
        detail: { view: 'lessons', from, to },
      });
      return week;
    },
  });

  add({
    method: 'GET',
    url: '/lessons/pupils/:person/days/:day',
    summary: 'Show one pupil’s day with its evidence and every decision',
    tag: 'lessons',
    act: ACT,
    on: 'inside',
    params: exactly({ person: Uuid, day: Day }),
    answer: Evidence,
    handle: async (input) => {
      const { person, day } = input.params;
      const evidence = await readEvidence(readContext(parts, input), person, day);
      input.require(ACT, { class: evidence.class });
      await audit(input.trx, {
        action: 'day_seen',
        subject: `person:${person}`,
        detail: { view: 'evidence', day },
      });
      return evidence;
    },
  });
}
