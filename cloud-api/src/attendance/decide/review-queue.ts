import { sql } from 'kysely';
import { parseDoubts } from '../store/doubt-text.ts';
import { parseLessons } from '../store/lesson-letters.ts';
import type { Actor } from './actor.ts';
import { closedMonths, isOpen } from './open-month.ts';
import { factsOf, type ReadContext } from './read-context.ts';
import type { DecidedClass, ReviewItem, ReviewQueue } from './schema.ts';

/** As many as somebody looks through at once; deciding some brings the next. */
const AT_MOST = 300;

interface Waiting {
  readonly person: string;
  readonly class: string;
  readonly day: string;
  readonly lessons: string;
  readonly doubts: string;
  readonly review: number;
}

/** Days of the actor's classes with lessons that nobody has decided, the oldest first. */
export async function reviewQueue(
  context: ReadContext,
  actor: Pick<Actor, 'classes'>,
  classId?: string,
): Promise<ReviewQueue> {
  const facts = await factsOf(context);
  const rows = await waiting(context, actor, classId);
  const shown = rows.slice(0, AT_MOST);
  const named = await context.names(context.trx, context.school, [
    ...new Set(shown.map(({ person }) => person)),
  ]);
  return {
    timezone: facts.calendar.timezone,
    total: rows.length,
    items: shown.map((row): ReviewItem => {
      const lessons = parseLessons(row.lessons).filter(({ status }) => status === 'unknown');
      return {
        person: row.person,
        name: named.get(row.person) ?? '',
        class: row.class,
        date: row.day,
        lessons: lessons.map(({ n }) => n),
        causes: [...new Set(parseDoubts(row.doubts).map(({ cause }) => cause))],
      };
    }),
  };
}

/** Classes of the actor with their number of pupils and of lessons that wait. */
export async function decidedClasses(
  context: ReadContext,
  actor: Pick<Actor, 'classes'>,
): Promise<DecidedClass[]> {
  const { trx, school, now } = context;
  const facts = await factsOf(context);
  const today = facts.dayOf(now);
  const rows = await trx
    .selectFrom('enrolment')
    .innerJoin('class', 'class.id', 'enrolment.class')
    .select(['class.id', 'class.name', 'class.grade'])
    .select((eb) => eb.fn.count<string>('enrolment.person').distinct().as('pupils'))
    .where('enrolment.school', '=', school)
    .where('enrolment.withdrawn_at', 'is', null)
    .where('enrolment.first_day', '<=', today)
    .where((eb) => eb.or([eb('enrolment.last_day', 'is', null), eb('enrolment.last_day', '>=', today)]))
    .groupBy(['class.id', 'class.name', 'class.grade'])
    .execute();
  const undecided = new Map<string, number>();
  for (const row of await waiting(context, actor)) {
    undecided.set(row.class, (undecided.get(row.class) ?? 0) + row.review);
  }
  const { classes } = actor;
  return rows
    .filter((row) => classes === 'all' || classes.has(row.id))
    .map((row) => ({ ...row, pupils: Number(row.pupils), undecided: undecided.get(row.id) ?? 0 }))
    .sort((a, b) => a.grade - b.grade || a.name.localeCompare(b.name, 'bg'));
}

async function waiting(
  { trx, school }: ReadContext,
  { classes }: Pick<Actor, 'classes'>,
  classId?: string,
): Promise<Waiting[]> {
  const closed = await closedMonths(trx, school);
  const rows = await trx
    .selectFrom('person_day')
    .innerJoin('school_day', (join) =>
      join
        .onRef('school_day.school', '=', 'person_day.school')
        .onRef('school_day.day', '=', 'person_day.day'),
    )
    .select([
      'person_day.person',
      'person_day.class',
      'person_day.lessons',
      'person_day.doubts',
      'person_day.review_lessons as review',
      sql<string>`person_day.day::text`.as('day'),
    ])
    .where('person_day.school', '=', school)
    .where('person_day.review_lessons', '>', 0)
    .where('person_day.class', 'is not', null)
    .where('school_day.settled', '=', true)
    .$if(classes !== 'all', (query) =>
      query.where('person_day.class', 'in', [...(classes as ReadonlySet<string>)]),
    )
    .$if(classId !== undefined, (query) => query.where('person_day.class', '=', classId as string))
    .orderBy('person_day.day')
    .orderBy('person_day.class')
    .orderBy('person_day.person')
    .execute();
  return rows.filter(({ day }) => isOpen(closed, day)) as Waiting[];
}
