import type { RosterContext } from './context.ts';

/** Trust in somebody with a child ends when the child leaves the school that knew of it, or is erased. */
export async function endTrustIn({ trx, now }: RosterContext, children: readonly string[]): Promise<void> {
  await trx
    .updateTable('trust')
    .set({ ended_at: now })
    .where('child', 'in', children)
    .where('ended_at', 'is', null)
    .execute();
}
