import type { JournalEvent } from '@vratar/protocol/messages';
import type { Sql } from '../store/sql.ts';
import { addDays } from '../time/local-times.ts';

/** What a gateway says about the events of a day that it has closed (`day_close`). */
interface Account {
  readonly gateway: string;
  readonly epoch: number;
  readonly date: string;
  readonly from: number;
  readonly through: number;
  readonly count: number;
  readonly head: string;
}

/** `not_closed`: no `day_close` of this date or a later one has arrived; `differs`: not all it counts is here. */
export type AccountState = 'closed' | 'not_closed' | 'differs';

export interface GatewayDay {
  readonly gateway: string;
  readonly day: string;
  readonly state: AccountState;
  /** Events that the gateway counted and that are not here. */
  readonly missing: number;
}

/** A `day_close` is journaled when the next date begins, or at the next start: look for it this long. */
const LATEST_DAYS = 45;
const DAY_MS = 86_400_000;

/**
 * Compares each day of each gateway with the account that the gateway closed it by: how many events, and the chain
 * value of the last. A gateway that was off for days closes the last date on which it was on; its account holds for
 * the dates without events, too. Days before a gateway's first event have none, and no account of a retired one is waited for:
 * what it may not have delivered is a gap until the end of its service.
 */
export async function dayAccounts(
  sql: Sql,
  gateways: readonly string[],
  days: readonly string[],
): Promise<GatewayDay[]> {
  if (gateways.length === 0 || days.length === 0) return [];
  const [first, last] = [days[0] as string, days.at(-1) as string];
  const accounts = await readAccounts(sql, gateways, first, last);
  const retired = await retiredAmong(sql, gateways);
  const found: GatewayDay[] = [];
  for (const gateway of gateways) {
    const began = await beganOn(sql, gateway);
    const own = accounts.filter((account) => account.gateway === gateway);
    const states = new Map<Account, number>();
    for (const day of days) {
      if (began === undefined || began > Date.parse(`${addDays(day, 1)}T12:00:00Z`)) continue;
      const account = own.find((each) => each.date >= day);
      if (account === undefined) {
        if (!retired.has(gateway)) found.push({ gateway, day, state: 'not_closed', missing: 0 });
        continue;
      }
      const missing = states.get(account) ?? (await missingOf(sql, account));
      states.set(account, missing);
      found.push({ gateway, day, state: missing === 0 ? 'closed' : 'differs', missing });
    }
  }
  return found;
}

async function readAccounts(
  sql: Sql,
  gateways: readonly string[],
  first: string,
  last: string,
): Promise<Account[]> {
  const { rows } = await sql.query<{ gateway: string; epoch: number; line: string }>(
    `select e.gateway, e.epoch, e.line from gateway g join event e on e.school = g.school and e.gateway = g.id
     where g.id = any($1::text[]) and e.kind = 'day_close' and e.at >= $2 and e.at < $3`,
    [gateways, Date.parse(first) - DAY_MS, Date.parse(last) + LATEST_DAYS * DAY_MS],
  );
  return rows
    .flatMap(({ gateway, epoch, line }) => accountOf(gateway, epoch, JSON.parse(line) as JournalEvent))
    .sort((a, b) =>
      a.date < b.date ? -1 : a.date > b.date ? 1 : a.epoch - b.epoch || a.through - b.through,
    );
}

function accountOf(gateway: string, epoch: number, { data }: JournalEvent): Account[] {
  const { date, from, through, count, head } = (data ?? {}) as Partial<Account>;
  if (date === undefined || from === undefined || through === undefined) return [];
  if (count === undefined || head === undefined) return [];
  return [{ gateway, epoch, date, from, through, count, head }];
}

/** Events of the account that are not here, and at least one where the last is here with another chain value. */
async function missingOf(sql: Sql, account: Account): Promise<number> {
  const { rows } = await sql.query<{ count: string; head: boolean | null }>(
    `select count(*) as count, bool_or(seq = $4 and hash = decode($5, 'hex')) as head from event
     where gateway = $1 and epoch = $2 and seq between $3 and $4`,
    [account.gateway, account.epoch, account.from, account.through, account.head],
  );
  const missing = account.count - Number(rows[0]?.count ?? 0);
  return missing === 0 && account.count > 0 && rows[0]?.head !== true ? 1 : Math.max(0, missing);
}

async function retiredAmong(sql: Sql, gateways: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql.query<{ id: string }>(
    `select id from gateway where id = any($1::text[]) and state = 'retired'`,
    [gateways],
  );
  return new Set(rows.map(({ id }) => id));
}

async function beganOn(sql: Sql, gateway: string): Promise<number | undefined> {
  const { rows } = await sql.query<{ at: string | null }>(
    `select min(case when at < $2 then received_at else at end) as at from event where gateway = $1 and seq = 1`,
    [gateway, Date.UTC(2020, 0, 1)],
  );
  const at = rows[0]?.at;
  return at == null ? undefined : Number(at);
}
