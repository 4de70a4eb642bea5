import { viewsOf } from '../../audit/read-views.ts';
import { whoActed } from '../../audit/who.ts';
import type { Section, Subject } from '../section.ts';

interface Line {
  readonly at: string;
  readonly action: string;
}

/** Looks at the person, alone or in a list, and acts on the person. */
async function readLog({ trx, school, person }: Subject) {
  const views = await viewsOf(trx, school, person).execute();
  const acts = await trx
    .selectFrom('audit_entry')
    .select(['n', 'line'])
    .where('school', '=', school)
    .where('subject', '=', `person:${person}`)
    .execute();
  const entries = [...new Map([...views, ...acts].map((entry) => [entry.n, entry])).values()];
  entries.sort((a, b) => Number(a.n) - Number(b.n));
  const who = await whoActed(
    trx,
    school,
    entries.map(({ n }) => n),
  );
  return entries.map(({ n, line }) => {
    const { at, action } = JSON.parse(line) as Line;
    const { roles = [], classes = [], program } = who.get(String(n)) ?? {};
    return { entry: n, at: new Date(at), action, by: roles, classes: classes.join(', '), program };
  });
}

async function readOwnActs({ trx, school, accounts }: Subject) {
  if (accounts.length === 0) return [];
  const rows = await trx
    .selectFrom('audit_entry')
    .select(['n', 'line'])
    .where('school', '=', school)
    .where('account', 'in', accounts)
    .orderBy('n')
    .execute();
  return rows.map(({ n, line }) => {
    const { at, action } = JSON.parse(line) as Line;
    return { entry: n, at: new Date(at), action };
  });
}

/** What the log of the school says. */
export const logSections = {
  log: {
    tables: ['audit_entry'],
    columns: {
      entry: 'number',
      at: 'moment',
      action: 'code',
      by: 'codes',
      classes: 'text',
      program: 'text',
    },
    read: readLog,
  },
  ownActs: {
    tables: ['audit_entry'],
    columns: { entry: 'number', at: 'moment', action: 'code' },
    read: readOwnActs,
  },
} as const satisfies Record<string, Section>;
