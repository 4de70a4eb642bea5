import { CHAIN_START, chainHash } from '@vratar/protocol/messages';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../db/index.ts';

/** What was found in one chain. */
export interface ChainReport {
  readonly chain: string;
  /** That are kept; older ones were cut off when their time was over. */
  readonly entries: number;
  /** Hash of the last entry: written down elsewhere, it proves later that nothing before it was changed. */
  readonly head: string;
  readonly problem?: AuditProblem;
}

/** The first entry at which a chain is not what it was. */
export interface AuditProblem {
  readonly n: number;
  readonly why: 'missing' | 'hash' | 'columns' | 'head';
}

const PAGE = 5_000;

/** Recomputes every chain from its first entry. `db` must see all schools (role `jobs` or owner). */
export async function* verifyAudit(db: Kysely<Database>): AsyncGenerator<ChainReport> {
  const { rows } = await sql<{
    chain: string;
    n: string;
    hash: string;
    cut_n: string;
    cut_hash: string | null;
  }>`
    select h.chain, h.n, h.hash, coalesce(c.n, 0) as cut_n, c.hash as cut_hash
    from audit_head h left join audit_cut c using (chain) order by h.chain`.execute(db);
  for (const { chain, n, hash, cut_n: cutN, cut_hash: cutHash } of rows) {
    const start = { n: Number(cutN), hash: cutHash ?? CHAIN_START };
    yield await verifyChain(db, chain, start, { n: Number(n), hash });
  }
}

/** Of an entry in its chain. */
interface Place {
  readonly n: number;
  readonly hash: string;
}

async function verifyChain(
  db: Kysely<Database>,
  chain: string,
  start: Place,
  head: Place,
): Promise<ChainReport> {
  let { n, hash } = start;
  const entries = () => n - start.n;
  while (true) {
    const page = await readPage(db, chain, n);
    for (const entry of page) {
      n += 1;
      const problem = check(entry, n, hash);
      if (problem !== undefined) {
        return { chain, entries: entries() - 1, head: hash, problem: { n, why: problem } };
      }
      hash = entry.hash;
    }
    if (page.length < PAGE) break;
  }
  const whole = n === head.n && hash === head.hash;
  return {
    chain,
    entries: entries(),
    head: hash,
    ...(whole ? {} : { problem: { n: n + 1, why: 'head' as const } }),
  };
}

interface Entry {
  n: string;
  action: string;
  subject: string | null;
  account: string | null;
  at: string;
  line: string;
  hash: string;
}

function check(entry: Entry, n: number, previous: string): AuditProblem['why'] | undefined {
  if (Number(entry.n) !== n) return 'missing';
  if (chainHash(previous, entry.line) !== entry.hash) return 'hash';
  const line = JSON.parse(entry.line) as Record<string, unknown>;
  const same =
    line.n === n &&
    line.at === entry.at &&
    line.action === entry.action &&
    line.subject === entry.subject &&
    line.account === entry.account;
  return same ? undefined : 'columns';
}

async function readPage(db: Kysely<Database>, chain: string, after: number): Promise<Entry[]> {
  const { rows } = await sql<Entry>`
    select n, action, subject, account, line, hash,
      to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
    from audit_entry where chain = ${chain} and n > ${after} order by n limit ${PAGE}`.execute(db);
  return rows;
}
