import type { RawBuilder, Transaction } from 'kysely';
import type { Database } from '../db/index.ts';
import type { Vault } from '../vault/index.ts';

/** Whose data are read, and by what. */
export interface Subject {
  /** Sees the school alone. */
  readonly trx: Transaction<Database>;
  /** Sees accounts, which belong to no school; every query of it names its accounts. */
  readonly wide: Transaction<Database>;
  readonly vault: Vault;
  readonly school: string;
  readonly person: string;
  /** Of this person in this school. */
  readonly accounts: readonly string[];
}

/**
 * What a value is: `moment` RFC 3339 in UTC, `day` a local date, `month` its first day, `code` and `codes` stable words
 * of the interface, `lessons` and `stays` lists of objects.
 */
export type Kind =
  | 'text'
  | 'moment'
  | 'day'
  | 'month'
  | 'number'
  | 'flag'
  | 'code'
  | 'codes'
  | 'lessons'
  | 'stays';

export type Row = Readonly<Record<string, unknown>>;

/** One kind of fact about a person, and the tables that hold it. */
export interface Section {
  readonly tables: readonly (keyof Database)[];
  /** By name, in the order in which people read them. */
  readonly columns: Readonly<Record<string, Kind>>;
  /** Oldest first. */
  readonly read: (of: Subject) => Promise<readonly Row[]>;
}

/** A section that one query answers. */
export function section(
  tables: Section['tables'],
  columns: Section['columns'],
  query: (of: Subject) => RawBuilder<Row>,
): Section {
  return { tables, columns, read: async (of) => (await query(of).execute(of.trx)).rows };
}

/** Exactly the columns of the section, in their own form; what is empty is left out. */
export function shaped({ columns }: Section, rows: readonly Row[]): Row[] {
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(columns).flatMap(([name, kind]) => {
        const value = formOf(kind, row[name]);
        return value === undefined ? [] : [[name, value]];
      }),
    ),
  );
}

function formOf(kind: Kind, value: unknown): unknown {
  if (value === null || value === undefined || value === '') return undefined;
  if (kind === 'moment') return new Date(value instanceof Date ? value : Number(value)).toISOString();
  return kind === 'number' ? Number(value) : value;
}
