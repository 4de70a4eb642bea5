import { type AddSchoolRoute, ById, exactly, nothing } from '../../api/index.ts';
import { setScope } from '../../db/index.ts';
import { assertPerson } from '../assert-here.ts';
import { erasePeople } from '../erase.ts';
import type { TransferParts } from './enrolment-routes.ts';

/** Erasure of people who have left (D13). */
export function erasureRoutes(route: AddSchoolRoute, { jobs }: TransferParts): void {
  route({
    method: 'POST',
    url: '/people/:id/erasure',
    summary: 'Erase a person who has left the school, for good',
    description:
      'The key under which the person was sealed is destroyed: no copy can be opened. Numbers stay.',
    tag: 'people',
    act: 'subjects.erase',
    params: ById,
    body: exactly({}),
    answer: nothing,
    handle: async ({ params, trx, vault, school, now, account }) => {
      await assertPerson({ trx, school }, params.id);
      await jobs.transaction().execute(async (wide) => {
        await setScope(wide, { school, account });
        await erasePeople({ trx: wide, vault, school, now, by: account }, [params.id]);
      });
    },
  });
}
