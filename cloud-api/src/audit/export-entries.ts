import type { ActContext } from '../accounts/context.ts';
import { inSchool } from '../db/index.ts';
import { csvHead, csvLines } from '../reports/formats/to-csv.ts';
import { audit } from './append.ts';
import { type AuditFilters, selectEntries } from './select-entries.ts';
import { whoActed } from './who.ts';

const HEADER = ['number', 'at', 'action', 'roles', 'account', 'subject', 'detail'];
/** Entries that are read, and held in memory, at a time. */
const CHUNK = 2_000;

type Reader = Pick<ActContext, 'trx' | 'school'>;

/**
 * The log as a table for other programs (CSV), newest first, as it is at this moment. That it was taken out is an entry
 * itself. Entries are read while they are sent, each chunk in a transaction of its own: the log of years fits into no
 * memory, and somebody who reads slowly holds no transaction open.
 * @param api connected as `api`; reads on after the caller's transaction has ended
 * @returns the table, piece by piece
 */
export async function exportEntries(
  { trx, school, account }: Reader & Pick<ActContext, 'account'>,
  filters: AuditFilters,
  api: Parameters<typeof inSchool>[0],
): Promise<AsyncIterable<Uint8Array>> {
  const { rows, last } = await selectEntries({ trx, school }, filters)
    .clearSelect()
    .select((eb) => [eb.fn.countAll<number>().as('rows'), eb.fn.max('n').as('last')])
    .executeTakeFirstOrThrow();
  // Nobody is named in it, so it is no look at anybody (`people` is empty).
  const detail = { list: 'audit', rows, filters, people: [] };
  await audit(trx, { action: 'list_exported', subject: `school:${school}`, detail });
  return pieces(last, (before) =>
    inSchool(api, { school, account }, (own) => chunkBefore({ trx: own, school }, filters, before)),
  );
}

interface Chunk {
  readonly lines: string;
  /** Number of its oldest entry; absent when none are older. */
  readonly oldest?: bigint;
}

async function* pieces(
  last: string | null,
  read: (before: bigint) => Promise<Chunk>,
): AsyncGenerator<Uint8Array> {
  yield Buffer.from(csvHead(HEADER));
  let before = last === null ? undefined : BigInt(last) + 1n;
  while (before !== undefined) {
    const { lines, oldest } = await read(before);
    if (lines !== '') yield Buffer.from(lines);
    before = oldest;
  }
}

async function chunkBefore(reader: Reader, filters: AuditFilters, before: bigint): Promise<Chunk> {
  const rows = await selectEntries(reader, filters)
    .where('n', '<', String(before))
    .orderBy('n', 'desc')
    .limit(CHUNK)
    .execute();
  const numbers = rows.map(({ n }) => n);
  const who = await whoActed(reader.trx, reader.school, numbers);
  const lines = csvLines(
    rows.map(({ n, line }) => {
      const { at, action, account, subject, detail } = JSON.parse(line) as Record<string, unknown>;
      const { roles = [], program } = who.get(String(n)) ?? {};
      return [n, at, action, program ?? roles.join(' '), account, subject, JSON.stringify(detail)].map(
        textOf,
      );
    }),
  );
  return rows.length < CHUNK ? { lines } : { lines, oldest: BigInt(numbers.at(-1)!) };
}

const textOf = (value: unknown): string => (value === null || value === undefined ? '' : String(value));
