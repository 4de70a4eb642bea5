import { cardsOf, deriveTokens, listChanged } from '../cards/index.ts';
import type { RosterContext } from './context.ts';

/**
 * The cards in a pupil's hands go with them: numbers sealed under the new school's key, tokens derived for its sites.
 * The old site keeps its tokens, so that events which arrive late still find their card, and its gate can say
 * "not enrolled here" instead of "unknown".
 */
export async function moveCards(from: RosterContext, to: RosterContext, person: string): Promise<void> {
  const { trx, vault, now, by } = from;
  const held = await trx
    .updateTable('credential_holding')
    .set((eb) => ({
      ended_at: eb.fn('greatest', [eb.val(now), 'valid_from']),
      end_reason: 'transferred' as const,
    }))
    .where('person', '=', person)
    .where('ended_at', 'is', null)
    .returning(['credential', 'kind', 'valid_until', 'uses', 'ended_at'])
    .execute();
  if (held.length === 0) return;
  const credentials = held.map((row) => row.credential);
  const cards = await cardsOf(from, credentials);
  const next = await vault.school(trx, to.school);
  for (const [id, card] of cards) {
    const { version, sealed } = next.seal(Buffer.from(card), `uid:${id}`);
    await trx
      .updateTable('credential')
      .set({ school: to.school, uid: sealed, uid_version: version })
      .where('id', '=', id)
      .execute();
  }
  const holdings = held.map(({ ended_at, ...row }) => ({
    ...row,
    school: to.school,
    person,
    valid_from: ended_at!,
    issued_by: by ?? null,
  }));
  await trx.insertInto('credential_holding').values(holdings).execute();
  await deriveTokens(to, credentials);
  await listChanged(from, credentials);
  await listChanged(to, credentials);
}
