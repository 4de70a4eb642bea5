import { Type } from 'typebox';
import type { AccountParts } from '../../accounts/context.ts';
import { type AddSchoolRoute, ById, Day, exactly, Made, nothing, Uuid } from '../../api/index.ts';
import { schoolToday } from '../../people/school-today.ts';
import { assertHere, assertPerson } from '../assert-here.ts';
import { employ, endEmployment } from '../employ.ts';
import { enrolStudents } from '../enrol.ts';
import { leaveStudent } from '../leave.ts';
import { transferStudent } from '../transfer.ts';
import { rosterContext } from './context.ts';
import { IdentifierTypeField } from './schema.ts';

/** Parts of the server that see more than one school. */
export interface TransferParts extends AccountParts {
  readonly jobs: AccountParts['api'];
}

/** Where people belong, from which day on; the past stays as it was. */
export function enrolmentRoutes(route: AddSchoolRoute, { jobs }: TransferParts): void {
  route({
    method: 'POST',
    url: '/people/:id/enrolments',
    summary: 'Enrol a pupil in a class from a day on',
    tag: 'people',
    act: 'roster.change',
    programs: true,
    params: ById,
    body: exactly({ class: Uuid, firstDay: Type.Optional(Day) }),
    answer: nothing,
    handle: async ({ params, body, ...input }) => {
      const context = rosterContext(input);
      await assertPerson(context, params.id, ['student']);
      await assertHere(context, 'class', body.class, 'body/class');
      const firstDay = body.firstDay ?? (await schoolToday(input.trx, input.school, input.now));
      await enrolStudents(context, [{ person: params.id, class: body.class, firstDay }]);
    },
  });

  route({
    method: 'POST',
    url: '/people/:id/employments',
    summary: 'Give a member of staff a post from a day on',
    tag: 'people',
    act: 'roster.change',
    programs: true,
    params: ById,
    body: exactly({ post: Type.String({ minLength: 1, maxLength: 120 }), from: Type.Optional(Day) }),
    answer: nothing,
    handle: async ({ params, body, ...input }) => {
      const context = rosterContext(input);
      await assertPerson(context, params.id, ['staff']);
      const from = body.from ?? (await schoolToday(input.trx, input.school, input.now));
      await employ(context, { person: params.id, post: body.post, from });
    },
  });

  route({
    method: 'POST',
    url: '/people/:id/leave',
    summary: 'Let a pupil or a member of staff leave the school',
    description: 'The last day is still one of theirs; cards open nothing after it.',
    tag: 'people',
    act: 'roster.change',
    programs: true,
    params: ById,
    body: exactly({ lastDay: Day }),
    answer: nothing,
    handle: async ({ params, body, ...input }) => {
      const context = rosterContext(input);
      const kind = await assertPerson(context, params.id, ['student', 'staff']);
      await (kind === 'student'
        ? leaveStudent(context, params.id, body.lastDay)
        : endEmployment(context, params.id, body.lastDay));
    },
  });

  route({
    method: 'POST',
    url: '/transfers',
    summary: 'Bring a pupil of another school into this one',
    description:
      'At once: the old school can open the name no longer, the cards work here. Guardians come along. Both schools’ logs say so.',
    tag: 'people',
    act: 'roster.change',
    perMinute: 30,
    body: exactly({
      identifierType: IdentifierTypeField,
      identifier: Type.String({ minLength: 1, maxLength: 30 }),
      class: Uuid,
      firstDay: Type.Optional(Day),
    }),
    answer: Made,
    status: 201,
    handle: async ({ body, trx, vault, school, now, account }) => {
      const { identifierType, identifier, class: toClass } = body;
      await assertHere({ trx, school }, 'class', toClass, 'body/class');
      const firstDay = body.firstDay ?? (await schoolToday(trx, school, now));
      const transfer = { identifierType, identifier, toSchool: school, toClass, firstDay, by: account };
      const { person } = await transferStudent(jobs, vault, transfer, now);
      return { id: person };
    },
  });
}
