import { type AddSchoolRoute, ById, Made, nothing } from '../../api/index.ts';
import { schoolToday } from '../../people/school-today.ts';
import type { Profile } from '../../vault/index.ts';
import { assertHere, assertPerson } from '../assert-here.ts';
import { changePerson } from '../change-person.ts';
import { employ } from '../employ.ts';
import { enrolStudents } from '../enrol.ts';
import { enterPerson } from '../enter-person.ts';
import { linkGuardian } from '../guardianship.ts';
import { rosterContext } from './context.ts';
import { NewGuardian, NewStaff, NewStudent, PersonChange } from './schema.ts';

/** Entering and correcting people by hand; whole rosters are imported. */
export function personRoutes(route: AddSchoolRoute): void {
  route({
    method: 'POST',
    url: '/students',
    summary: 'Enter a pupil and enrol them in a class',
    tag: 'people',
    act: 'roster.change',
    programs: true,
    body: NewStudent,
    answer: Made,
    status: 201,
    handle: async ({ body, ...input }) => {
      const context = rosterContext(input);
      const { class: of, firstDay, identifierType, ...profile } = body;
      await assertHere(context, 'class', of, 'body/class');
      const person = await enterPerson(context, 'student', profile as Profile, identifierType);
      const day = firstDay ?? (await schoolToday(input.trx, input.school, input.now));
      await enrolStudents(context, [{ person, class: of, firstDay: day }]);
      return { id: person };
    },
  });

  route({
    method: 'POST',
    url: '/staff',
    summary: 'Enter a member of staff',
    tag: 'people',
    act: 'roster.change',
    programs: true,
    body: NewStaff,
    answer: Made,
    status: 201,
    handle: async ({ body, ...input }) => {
      const context = rosterContext(input);
      const { post, from, identifierType, ...profile } = body;
      const person = await enterPerson(context, 'staff', profile as Profile, identifierType);
      const day = from ?? (await schoolToday(input.trx, input.school, input.now));
      await employ(context, { person, post, from: day });
      return { id: person };
    },
  });

  route({
    method: 'POST',
    url: '/guardians',
    summary: 'Enter a guardian of a pupil',
    tag: 'people',
    act: 'roster.change',
    programs: true,
    body: NewGuardian,
    answer: Made,
    status: 201,
    handle: async ({ body, ...input }) => {
      const context = rosterContext(input);
      const { child, relation, identifierType, ...profile } = body;
      await assertPerson(context, child, ['student'], 'body/child');
      const guardian = await enterPerson(context, 'guardian', profile as Profile, identifierType);
      const from = await schoolToday(input.trx, input.school, input.now);
      await linkGuardian(context, { child, guardian, relation, from });
      return { id: guardian };
    },
  });

  route({
    method: 'PATCH',
    url: '/people/:id',
    summary: 'Correct what the registers hold of a person',
    tag: 'people',
    act: 'roster.change',
    programs: true,
    params: ById,
    body: PersonChange,
    answer: nothing,
    handle: ({ params, body, ...input }) => changePerson(rosterContext(input), params.id, body),
  });
}
