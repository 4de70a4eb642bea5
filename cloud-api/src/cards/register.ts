import type { CardNumber } from '@vratar/protocol/cards';
import { VratarError } from '@vratar/protocol/errors';
import { inChunks } from '../db/in-chunks.ts';
import { newId } from '../db/new-id.ts';
import type { CardContext } from './context.ts';
import type { CredentialType } from './tables.ts';

export interface NewCredential {
  readonly card: CardNumber;
  readonly type: CredentialType;
  /** What is printed on it. */
  readonly label?: string;
}

/**
 * Takes new cards into the school's stock, all or none.
 * @returns their identifiers, in the same order
 * @throws VratarError `card_known` when the network already has one of them
 */
export async function registerCredentials(
  context: CardContext,
  cards: readonly NewCredential[],
): Promise<readonly string[]> {
  const { trx, vault, school } = context;
  const [own, network] = [await vault.school(trx, school), await vault.network(trx)];
  const rows = cards.map(({ card, type, label = '' }) => {
    const id = newId();
    const { version, sealed } = own.seal(Buffer.from(card), `uid:${id}`);
    const uid_index = network.card(Buffer.from(card));
    return { id, school, type, label, uid: sealed, uid_version: version, uid_index };
  });
  for (const chunk of inChunks(rows, 1_000)) {
    const added = await trx
      .insertInto('credential')
      .values(chunk)
      .onConflict((conflict) => conflict.column('uid_index').doNothing())
      .returning('id')
      .execute();
    if (added.length < chunk.length) {
      const known = new Set(added.map((row) => row.id));
      const missing = chunk.find((row) => !known.has(row.id))!;
      throw new VratarError('card_known', { label: missing.label || 'without a label' });
    }
  }
  return rows.map((row) => row.id);
}
