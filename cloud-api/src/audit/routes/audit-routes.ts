import type { Transaction } from 'kysely';
import { type Static, Type } from 'typebox';
import { type AddSchoolRoute, ById, Moment, pageOf, pageQuery, readPage, Uuid } from '../../api/index.ts';
import type { Database } from '../../db/index.ts';
import { AUDIT_ACTIONS } from '../append.ts';
import { viewsOf } from '../read-views.ts';
import { whoActed } from '../who.ts';

const Who = Type.Object({
  roles: Type.Array(Type.String(), { description: 'That the account had in the school at that moment.' }),
  classes: Type.Array(Type.String(), { description: 'Of a homeroom teacher.' }),
  program: Type.Optional(Type.String({ description: 'That acted with a token.' })),
  me: Type.Optional(Type.Boolean({ description: 'Whether it was whoever asks.' })),
});
const Entry = Type.Object({
  n: Type.Integer({ description: 'Contiguous in the school’s chain.' }),
  at: Type.String(),
  action: Type.String(),
  who: Who,
});
const FullEntry = Type.Object({
  ...Entry.properties,
  account: Type.Optional(Type.String({ description: 'Account or token.' })),
  subject: Type.Optional(Type.String({ description: '`kind:id` of what was acted upon.' })),
  detail: Type.Record(Type.String(), Type.Unknown()),
});

const NEWEST_FIRST = { by: ['n'], direction: 'desc' } as const;

/** The log of the school, and what it says about one person. */
export function auditRoutes(route: AddSchoolRoute): void {
  route({
    method: 'GET',
    url: '/audit',
    summary: 'Read who saw and did what in the school, newest first',
    tag: 'audit',
    act: 'audit.see',
    query: pageQuery({
      action: Type.Optional(Type.Enum([...AUDIT_ACTIONS])),
      subject: Type.Optional(Type.String({ maxLength: 120, description: 'Such as `person:<id>`.' })),
      account: Type.Optional(Uuid),
      from: Type.Optional(Moment),
      until: Type.Optional(Moment),
    }),
    answer: pageOf(FullEntry),
    handle: async ({ trx, school, account, query }) => {
      const { limit: _limit, cursor: _cursor, ...filters } = query;
      const { action, subject, account: of, from, until } = filters;
      let entries = trx.selectFrom('audit_entry').select(['n', 'line']).where('school', '=', school);
      if (action !== undefined) entries = entries.where('action', '=', action);
      if (subject !== undefined) entries = entries.where('subject', '=', subject);
      if (of !== undefined) entries = entries.where('account', '=', of);
      if (from !== undefined) entries = entries.where('at', '>=', new Date(from));
      if (until !== undefined) entries = entries.where('at', '<', new Date(until));
      const { items, ...next } = await readPage(
        entries,
        { ...NEWEST_FIRST, list: ['audit', filters] },
        query,
      );
      return { items: await withWho(trx, school, account, items), ...next };
    },
  });

  route({
    method: 'GET',
    url: '/people/:id/views',
    summary: 'Read who looked at a person, newest first',
    description:
      'For the guardians of a pupil and for the pupil: when, as what, and what kind of look it was.',
    tag: 'audit',
    act: 'views.see',
    on: ({ params }) => ({ person: params.id }),
    params: ById,
    query: pageQuery({}),
    answer: pageOf(Entry),
    handle: async ({ trx, school, account, params, query }) => {
      const order = { ...NEWEST_FIRST, list: ['views', params.id] };
      const { items, ...next } = await readPage(viewsOf(trx, school, params.id), order, query);
      const entries = await withWho(trx, school, account, items);
      return { items: entries.map(({ n, at, action, who }) => ({ n, at, action, who })), ...next };
    },
  });
}

async function withWho(
  trx: Transaction<Database>,
  school: string,
  me: string,
  rows: readonly { n: string; line: string }[],
): Promise<Static<typeof FullEntry>[]> {
  const who = await whoActed(
    trx,
    school,
    rows.map(({ n }) => n),
  );
  return rows.map(({ n, line }) => {
    const { at, action, account, subject, detail } = JSON.parse(line) as Line;
    return {
      n: Number(n),
      at,
      action,
      who: {
        roles: [],
        classes: [],
        ...who.get(String(n)),
        ...(account === me ? { me: true } : {}),
      } as Static<typeof Who>,
      ...(account === null ? {} : { account }),
      ...(subject === null ? {} : { subject }),
      detail,
    };
  });
}

interface Line {
  readonly at: string;
  readonly action: string;
  readonly account: string | null;
  readonly subject: string | null;
  readonly detail: Record<string, unknown>;
}
