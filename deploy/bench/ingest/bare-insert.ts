import { attachDatabase } from '@vratar/cloud-api/src/db/attach.ts';
import { connectPool } from '@vratar/cloud-api/src/db/index.ts';

/**
 * The limit to compare with: the rows that the ingest has just stored, written again by one connection into a table
 * of the same columns and indexes, durable, and nothing else: no broker, no check, no hash, no watermark, no attendance.
 * @param folder of the embedded server that runs
 * @param perCommit rows in one transaction
 */
export async function bareInsert(folder: string, perCommit: number, most: number): Promise<number> {
  const pool = connectPool((await attachDatabase({ folder })).logins.owner, { max: 1 });
  try {
    await pool.query('drop table if exists bench_bare');
    await pool.query('create table bench_bare (like event including indexes)');
    const { rows } = await pool.query(
      `select school, gateway, epoch, seq, at, received_at, kind, token, hash, line from event
       order by gateway, seq limit $1`,
      [most],
    );
    const startedAt = performance.now();
    for (let from = 0; from < rows.length; from += perCommit) {
      const part = rows.slice(from, from + perCommit);
      const column = (name: string) => part.map((row) => row[name]);
      await pool.query({
        name: 'bare',
        text: `insert into bench_bare select * from unnest($1::uuid[], $2::text[], $3::int[], $4::bigint[], $5::bigint[],
               $6::bigint[], $7::text[], $8::text[], $9::bytea[], $10::text[])`,
        values: [
          'school',
          'gateway',
          'epoch',
          'seq',
          'at',
          'received_at',
          'kind',
          'token',
          'hash',
          'line',
        ].map(column),
      });
    }
    return rows.length / ((performance.now() - startedAt) / 1_000);
  } finally {
    await pool.query('drop table if exists bench_bare');
    await pool.end();
  }
}
