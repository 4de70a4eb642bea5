import { addPeople, type PeopleContext } from '../people/add-people.ts';
import type { SchoolPlan } from './plan.ts';
import type { SeededYear } from './seed-calendar.ts';

export interface SeededPeople {
  /** In the order of the plan: by class, then by place in the class. */
  readonly students: readonly (readonly string[])[];
  readonly staff: readonly string[];
}

/** Staff, pupils with their enrolment, and parents. */
export async function seedPeople(
  context: PeopleContext,
  plan: SchoolPlan,
  year: SeededYear,
): Promise<SeededPeople> {
  const { trx, school } = context;
  const valid_from = year.firstDay;
  const staff = await addPeople(
    context,
    plan.staff.map(({ profile }) => ({ kind: 'staff', profile })),
  );
  const employment = plan.staff.map(({ post }, index) => ({
    school,
    person: staff[index]!,
    post,
    valid_from,
  }));
  await trx.insertInto('employment').values(employment).execute();
  const teachers = plan.classes.map((of, index) => ({
    school,
    class: year.classes[index]!,
    teacher: staff[of.teacher]!,
    holds_from: valid_from,
  }));
  await trx.insertInto('class_teacher').values(teachers).execute();

  const all = plan.classes.flatMap((of) => of.students);
  const ids = await addPeople(
    context,
    all.map(({ profile, passOnly }) => ({
      kind: 'student',
      profile,
      tracking: passOnly ? 'pass_only' : 'full',
    })),
  );
  let next = 0;
  const students = plan.classes.map((of) => of.students.map(() => ids[next++]!));
  const enrolments = students.flatMap((inClass, index) =>
    inClass.map((person) => ({ school, person, class: year.classes[index]!, first_day: valid_from })),
  );
  await trx.insertInto('enrolment').values(enrolments).execute();

  const parents = all.flatMap(({ guardians }, index) =>
    guardians.map((guardian) => ({ ...guardian, child: ids[index]! })),
  );
  const guardians = await addPeople(
    context,
    parents.map(({ profile }) => ({ kind: 'guardian', profile })),
  );
  const links = parents.map(({ child, relation }, index) => ({
    school,
    child,
    guardian: guardians[index]!,
    relation,
    valid_from,
  }));
  await trx.insertInto('guardianship').values(links).execute();
  return { students, staff };
}
