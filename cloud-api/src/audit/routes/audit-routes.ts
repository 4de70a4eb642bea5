import type { Transaction } from 'kysely';
import { type Static, Type } from 'typebox';
import type { AccountParts, ActContext } from '../../accounts/context.ts';
import { holderNames, holdersSeen } from '../../accounts/managing/holder-names.ts';
import { type AddSchoolRoute, ById, exactly, fileOf, pageOf, pageQuery, readPage } from '../../api/index.ts';
import type { Database } from '../../db/index.ts';
import { exportEntries } from '../export-entries.ts';
import { viewsOf } from '../read-views.ts';
import { AUDIT_FILTERS, selectEntries } from '../select-entries.ts';
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
  name: Type.Optional(
    Type.String({ description: 'Of the holder of the account, by the register, or login.' }),
  ),
  subject: Type.Optional(Type.String({ description: '`kind:id` of what was acted upon.' })),
  detail: Type.Record(Type.String(), Type.Unknown()),
});

const NEWEST_FIRST = { by: ['n'], direction: 'desc' } as const;

/** The log of the school, and what it says about one person. */
export function auditRoutes(route: AddSchoolRoute, { api }: Pick<AccountParts, 'api'>): void {
  route({
    method: 'GET',
    url: '/audit',
    summary: 'Read who saw and did what in the school, newest first',
    tag: 'audit',
    act: 'audit.see',
    query: pageQuery(AUDIT_FILTERS),
    answer: pageOf(FullEntry),
    handle: async ({ query, ...context }) => {
      const { limit: _limit, cursor: _cursor, ...filters } = query;
      const order = { ...NEWEST_FIRST, list: ['audit', filters] };
      const { items, ...next } = await readPage(selectEntries(context, filters), order, query);
      const entries = await withWho(context.trx, context.school, context.account, items);
      return { items: await withNames(context, entries), ...next };
    },
  });

  route({
    method: 'GET',
    url: '/audit/export',
    summary: 'Export the log of the school as a table, newest first',
    description: 'CSV of every entry that the filters leave; the export is an entry itself.',
    tag: 'audit',
    act: 'audit.see',
    query: exactly(AUDIT_FILTERS),
    answer: fileOf('text/csv'),
    handle: async ({ query, ...context }) => ({
      type: 'text/csv',
      name: 'audit.csv',
      bytes: await exportEntries(context, query, api),
    }),
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

/** Who may read the log may know who acted: a role alone answers for nobody. The look at these names is logged too. */
async function withNames(
  context: Pick<ActContext, 'trx' | 'vault' | 'school'>,
  entries: readonly Static<typeof FullEntry>[],
): Promise<Static<typeof FullEntry>[]> {
  const ids = [...new Set(entries.flatMap(({ account }) => account ?? []))];
  if (ids.length === 0) return [...entries];
  const holders = await holderNames(context, ids);
  await holdersSeen(context, 'audit', holders);
  const rows = await context.trx
    .selectFrom('account')
    .select(['id', 'login'])
    .where('id', 'in', ids)
    .execute();
  const network = await context.vault.network(context.trx);
  const logins = new Map(rows.map(({ id, login }) => [id, network.openLogin(id, login)]));
  return entries.map((entry) => {
    const name = holders.get(entry.account ?? '')?.name ?? logins.get(entry.account ?? '');
    return name === undefined ? entry : { ...entry, name };
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
