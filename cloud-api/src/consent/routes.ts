import { sql } from 'kysely';
import { Type } from 'typebox';
import { type AddSchoolRoute, ById, Day, exactly, pageOf, pageQuery, readPage, Uuid } from '../api/index.ts';
import { schoolToday } from '../people/school-today.ts';
import { giveConsent } from './give-consent.ts';
import { cardOut, latestConsent } from './latest-consent.ts';
import { CONSENT_PURPOSES } from './tables.ts';

const Purpose = Type.Enum([...CONSENT_PURPOSES]);
const Signer = Type.Enum(['guardian', 'pupil']);
const Form = Type.String({ maxLength: 60, description: 'Which form was signed or shown, such as 2026-09.' });
const Tracking = Type.Enum(['full', 'pass_only']);
const Given = Type.Object({ id: Uuid, tracking: Tracking });
const ConsentView = Type.Object({
  id: Uuid,
  purpose: Purpose,
  given: Type.Boolean(),
  signer: Signer,
  form: Type.String(),
  signedOn: Type.String(),
  online: Type.Boolean({ description: 'Given by the signer’s own account; otherwise on paper.' }),
  recordedAt: Type.String(),
});
const OwnConsents = Type.Object({
  ...pageOf(ConsentView).properties,
  tracking: Tracking,
});
const Registered = Type.Object({
  ...ConsentView.properties,
  person: Uuid,
  accountNo: Type.String(),
  tracking: Tracking,
  document: Type.String(),
});

/** What families agree to: given by a guardian, from 14 on by the pupil, or entered from paper by the school. */
export function consentRoutes(route: AddSchoolRoute): void {
  route({
    method: 'POST',
    url: '/people/:id/consents',
    summary: 'Agree, refuse, or withdraw, for one’s child or oneself',
    description:
      'A guardian does for a child under 14; from 14 on the pupil does alone. Who refuses processing with a card in hand stays as before until the school has exchanged the card.',
    tag: 'people',
    act: 'consent.give',
    on: ({ params }) => ({ person: params.id }),
    params: ById,
    body: exactly({ purpose: Purpose, given: Type.Boolean(), form: Type.Optional(Form) }),
    answer: Given,
    status: 201,
    handle: async ({ params, body, caller, ...context }) => {
      const self = caller.grants.some(
        ({ role, school, person }) => role === 'pupil' && school === context.school && person === params.id,
      );
      return giveConsent(context, {
        ...body,
        person: params.id,
        signer: self ? 'pupil' : 'guardian',
        form: body.form ?? '',
        signedOn: await schoolToday(context.trx, context.school, context.now),
      });
    },
  });

  route({
    method: 'GET',
    url: '/people/:id/consents',
    summary: 'Read what was agreed and refused for one’s child or oneself, newest first',
    description: 'A refusal with `tracking` still `full` waits for the card to come back.',
    tag: 'people',
    act: 'consent.give',
    on: ({ params }) => ({ person: params.id }),
    params: ById,
    query: pageQuery({}),
    answer: OwnConsents,
    handle: async ({ trx, school, params, query }) => {
      const rows = trx
        .selectFrom('consent')
        .select(['id', 'purpose', 'given', 'signer', 'form', 'signed_on', 'document', 'recorded_at'])
        .where('school', '=', school)
        .where('person', '=', params.id)
        .where('purpose', 'in', CONSENT_PURPOSES);
      const order = { by: ['recorded_at', 'id'], direction: 'desc', list: ['consents', params.id] } as const;
      const { items, ...next } = await readPage(rows, order, query);
      const { tracking } = await trx
        .selectFrom('person')
        .select('tracking')
        .where('id', '=', params.id)
        .executeTakeFirstOrThrow();
      return {
        tracking,
        items: items.map(({ document, ...row }) => ({ ...viewOf(row), online: document === '' })),
        ...next,
      };
    },
  });

  route({
    method: 'POST',
    url: '/people/:id/paper-consents',
    summary: 'Enter what a family has signed on paper',
    description:
      'A guardian signs for a child under 14, from then on the pupil. What was signed earlier than what is known already is kept, and changes nothing.',
    tag: 'people',
    act: 'roster.change',
    params: ById,
    body: exactly({
      purpose: Purpose,
      given: Type.Boolean(),
      signer: Signer,
      signedOn: Day,
      document: Type.String({ minLength: 1, maxLength: 120, description: 'Where the paper is kept.' }),
      form: Type.Optional(Form),
    }),
    answer: Given,
    status: 201,
    handle: ({ params, body, ...context }) =>
      giveConsent(context, { ...body, person: params.id, form: body.form ?? '' }),
  });

  route({
    method: 'GET',
    url: '/consents',
    summary: 'Read the register of consents, newest first',
    description:
      'By account number, without names. A refusal whose `tracking` is still `full` waits for its card.',
    tag: 'people',
    act: 'roster.change',
    query: pageQuery({
      purpose: Type.Optional(Purpose),
      given: Type.Optional(Type.Boolean()),
      person: Type.Optional(Uuid),
      waiting: Type.Optional(
        Type.Boolean({ description: 'Refusals that hold, with a card that is not back yet.' }),
      ),
    }),
    answer: pageOf(Registered),
    handle: async ({ trx, school, query: { purpose, given, person, waiting = false, ...query } }) => {
      const rows = trx
        .selectFrom('consent as c')
        .innerJoin('person as p', 'p.id', 'c.person')
        .select(['c.id', 'c.purpose', 'c.given', 'c.signer', 'c.form', 'c.signed_on', 'c.document'])
        .select(['c.recorded_at', 'c.person', 'p.account_no', 'p.tracking'])
        .where('c.school', '=', school)
        .where('c.purpose', 'in', CONSENT_PURPOSES)
        .$if(purpose !== undefined, (some) => some.where('c.purpose', '=', purpose!))
        .$if(given !== undefined, (some) => some.where('c.given', '=', given!))
        .$if(person !== undefined, (some) => some.where('c.person', '=', person!))
        .$if(waiting, (some) =>
          some.where('c.given', '=', false).where('p.tracking', '=', 'full').where(isLatest).where(cardOut),
        );
      const order = {
        by: ['c.recorded_at', 'c.id'],
        direction: 'desc',
        list: ['register', purpose, given, person, waiting],
      } as const;
      const { items, ...next } = await readPage(rows, order, query);
      return {
        items: items.map(({ account_no, ...row }) => ({
          ...viewOf(row),
          accountNo: account_no,
          online: row.document === '',
        })),
        ...next,
      };
    },
  });
}

const isLatest = sql<boolean>`c.id = ${latestConsent({
  school: sql.ref('c.school'),
  person: sql.ref('c.person'),
  purpose: sql.ref('c.purpose'),
})}`;

function viewOf<T extends { signed_on: string; recorded_at: Date }>({ signed_on, recorded_at, ...row }: T) {
  return { ...row, signedOn: signed_on, recordedAt: recorded_at.toISOString() };
}
