import type { Kysely } from 'kysely';
import { type Static, Type } from 'typebox';
import type { Database } from '../../db/index.ts';

/** An event whose bytes nobody here could read; it waits for a release that can. Nothing of a person (I7). */
export const QuarantinedEvent = Type.Object({
  gateway: Type.String(),
  epoch: Type.Integer(),
  seq: Type.Integer(),
  /** What is wrong with it. */
  code: Type.String(),
  receivedAt: Type.Integer({ description: 'Milliseconds since 1970, UTC.' }),
  /** Its beginning; bytes that are no text are shown as �. */
  text: Type.String(),
});
export type QuarantinedEvent = Static<typeof QuarantinedEvent>;

const SHOWN_BYTES = 2_000;

/**
 * Events in quarantine that no release could read yet, oldest first.
 * @param db connected as `jobs`, or narrowed to a school
 */
export async function quarantine(
  db: Kysely<Database>,
  { gateway, limit }: { readonly gateway?: string | undefined; readonly limit: number },
): Promise<readonly QuarantinedEvent[]> {
  const rows = await db
    .selectFrom('event_quarantine')
    .select(['gateway', 'epoch', 'seq', 'code', 'received_at', 'bytes'])
    .where('replayed_at', 'is', null)
    .$if(gateway !== undefined, (query) => query.where('gateway', '=', gateway!))
    .orderBy('received_at')
    .orderBy('gateway')
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.map(({ received_at: receivedAt, bytes, ...row }) => ({
    ...row,
    receivedAt,
    text: bytes.subarray(0, SHOWN_BYTES).toString('utf8'),
  }));
}
