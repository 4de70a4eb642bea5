import { Type } from 'typebox';
import { type AddSchoolRoute, nothing, someOf, Uuid } from '../../api/index.ts';
import { policyChanged } from '../../cards/list-changes.ts';
import { rosterContext } from '../../roster/routes/context.ts';
import { correctRegister } from '../change-register.ts';
import { Name } from '../schemas.ts';

const City = Type.String({ maxLength: 120 });
const Language = Type.Enum(['bg', 'ru', 'en']);

/** The school itself. Its code, region and time zone are the network’s to say. */
export function schoolItselfRoutes(route: AddSchoolRoute): void {
  route({
    method: 'GET',
    url: '/school',
    summary: 'Show the school',
    tag: 'school',
    act: 'registers.see',
    answer: Type.Object({
      id: Uuid,
      code: Type.String(),
      name: Type.String(),
      city: Type.String(),
      timezone: Type.String(),
      language: Language,
      severalCards: Type.Boolean({ description: 'More than one lasting card a person.' }),
    }),
    handle: async ({ trx, school }) => {
      const { settings, ...row } = await trx
        .selectFrom('school')
        .select(['id', 'code', 'name', 'city', 'timezone', 'language', 'settings'])
        .where('id', '=', school)
        .executeTakeFirstOrThrow();
      return { ...row, severalCards: settings.severalCredentials ?? false };
    },
  });

  route({
    method: 'PATCH',
    url: '/school',
    summary: 'Correct what is said of the school',
    description: 'What is not named stays. The language is that of the gates’ displays, too.',
    tag: 'school',
    act: 'gates.rules',
    body: someOf({
      name: Type.Optional(Name),
      city: Type.Optional(City),
      language: Type.Optional(Language),
      severalCards: Type.Optional(Type.Boolean()),
    }),
    answer: nothing,
    handle: async ({ body: { severalCards, ...values }, trx, school, ...input }) => {
      const context = rosterContext({ trx, school, ...input });
      const { settings } = await trx
        .selectFrom('school')
        .select('settings')
        .where('id', '=', school)
        .forUpdate()
        .executeTakeFirstOrThrow();
      const next = JSON.stringify({ ...settings, severalCredentials: severalCards });
      await correctRegister(context, 'school', school, {
        ...values,
        ...(severalCards === undefined ? {} : { settings: next }),
      });
      if (values.language !== undefined) await policyChanged(context);
    },
  });
}
