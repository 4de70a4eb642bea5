import { Type } from 'typebox';
import { type AddSchoolRoute, ById, exactly, nothing, Uuid } from '../../api/index.ts';
import { setScope } from '../../db/index.ts';
import { assertPerson } from '../assert-here.ts';
import { erasePeople } from '../erase.ts';
import { findForErasure } from '../find-for-erasure.ts';
import { erasureOutlook } from '../read/erasure-outlook.ts';
import { STILL_HERE } from '../still-here.ts';
import { rosterContext } from './context.ts';
import type { TransferParts } from './enrolment-routes.ts';
import { Kind } from './schema.ts';

const Outlook = Type.Object({
  person: Uuid,
  accountNo: Type.String(),
  kind: Kind,
  refused: Type.Array(Type.Enum([...STILL_HERE]), { description: 'Why it cannot be done now.' }),
  guardians: Type.Integer({ description: 'Who have no other child in the school, and go along.' }),
  cards: Type.Integer({ description: 'Held now; they go back to the stock.' }),
  signedMonths: Type.Integer({ description: 'In which numbers of the person stay.' }),
});

/** Erasure of people who have left (D13). */
export function erasureRoutes(route: AddSchoolRoute, { jobs }: TransferParts): void {
  route({
    method: 'POST',
    url: '/erasures/search',
    summary: 'Find whom a request for erasure names',
    description:
      'By account number and family name together: nobody is told a name, and no slip of the pen erases another.',
    tag: 'people',
    act: 'subjects.erase',
    perMinute: 20,
    body: exactly({
      accountNo: Type.String({ minLength: 1, maxLength: 20 }),
      last: Type.String({ minLength: 1, maxLength: 255 }),
    }),
    answer: Outlook,
    handle: async ({ body, ...input }) => {
      const context = rosterContext(input);
      return outlookView(await erasureOutlook(context, await findForErasure(context, body)));
    },
  });

  route({
    method: 'GET',
    url: '/people/:id/erasure',
    summary: 'Say what the erasure of a person would take, and what would stay',
    tag: 'people',
    act: 'subjects.erase',
    params: ById,
    answer: Outlook,
    handle: async ({ params, ...input }) =>
      outlookView(await erasureOutlook(rosterContext(input), params.id)),
  });

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

const outlookView = ({ refused, ...outlook }: Awaited<ReturnType<typeof erasureOutlook>>) => ({
  ...outlook,
  refused: [...refused],
});
