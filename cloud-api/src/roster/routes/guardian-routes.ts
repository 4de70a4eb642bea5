import { Type } from 'typebox';
import { type AddSchoolRoute, ById, Day, exactly, Made, nothing, Uuid } from '../../api/index.ts';
import { schoolToday } from '../../people/school-today.ts';
import { assertPerson } from '../assert-here.ts';
import { linkGuardian, unlinkGuardian } from '../guardianship.ts';
import { rosterContext } from './context.ts';
import { Relation } from './schema.ts';

/** Who answers for whom. */
export function guardianRoutes(route: AddSchoolRoute): void {
  route({
    method: 'POST',
    url: '/people/:id/guardians',
    summary: 'Say that a guardian answers for a pupil from a day on',
    tag: 'people',
    act: 'roster.change',
    programs: true,
    params: ById,
    body: exactly({ guardian: Uuid, relation: Relation, from: Type.Optional(Day) }),
    answer: Made,
    status: 201,
    handle: async ({ params, body, ...input }) => {
      const context = rosterContext(input);
      await assertPerson(context, params.id, ['student']);
      await assertPerson(context, body.guardian, ['guardian'], 'body/guardian');
      const from = body.from ?? (await schoolToday(input.trx, input.school, input.now));
      const { guardian, relation } = body;
      return { id: await linkGuardian(context, { child: params.id, guardian, relation, from }) };
    },
  });

  route({
    method: 'POST',
    url: '/guardianships/:id/end',
    summary: 'End a guardianship',
    tag: 'people',
    act: 'roster.change',
    programs: true,
    params: ById,
    body: exactly({ until: Type.Optional(Day) }),
    answer: nothing,
    handle: async ({ params, body, ...input }) => {
      const until = body.until ?? (await schoolToday(input.trx, input.school, input.now));
      await unlinkGuardian(rosterContext(input), params.id, until);
    },
  });
}
