import { sql } from 'kysely';
import type { RosterContext } from '../roster/index.ts';

/** The last time that a retired gateway wanted to connect. */
export interface Try {
  /** Milliseconds since 1970, by the cloud's clock. */
  readonly at: number;
  /** Network address; unknown where the broker is another program. */
  readonly from?: string;
}

/** Retired gateways of the school that tried to connect since, and were turned away: they still stand somewhere, switched on. */
export async function triesInVain({ trx, school }: RosterContext): Promise<ReadonlyMap<string, Try>> {
  const { rows } = await sql<{ gateway: string; at: number; detail: string }>`
    select n.gateway, n.last_at as at, n.detail from gateway_note n join gateway g on g.id = n.gateway
    where g.school = ${school} and n.code = 'gateway_retired' and g.state = 'retired'
      and n.last_at >= (extract(epoch from g.retired_at) * 1000)::bigint`.execute(trx);
  return new Map(
    rows.map(({ gateway, at, detail }) => [
      gateway,
      { at: Number(at), ...(detail === '' ? {} : { from: detail.replace(/^::ffff:/, '') }) },
    ]),
  );
}
