import { type CardForm, type CardNumber, isLowAssurance } from '@vratar/protocol/cards';
import type { CredentialKind } from '@vratar/protocol/lists';
import { sql } from 'kysely';
import type { CardContext } from '../context.ts';
import type { CredentialState, CredentialType, EndReason } from '../tables.ts';

/** What the desk learns of a card on its reader. Of another school's card: that it belongs to the network, no more. */
export type CheckedCard =
  | { readonly where: 'unknown' }
  | { readonly where: 'elsewhere' }
  | {
      readonly where: 'here';
      readonly credential: string;
      readonly type: CredentialType;
      readonly label: string;
      readonly state: CredentialState;
      /** Its number is one of few and can be guessed. */
      readonly lowAssurance: boolean;
      /** Present or last holder; `person` is null for visitors and pass-only cards. */
      readonly holding:
        | {
            readonly person: string | null;
            readonly kind: CredentialKind;
            readonly from: Date;
            readonly until: Date | null;
            readonly ended: EndReason | null;
          }
        | undefined;
    };

export async function checkCard(context: CardContext, card: CardNumber): Promise<CheckedCard> {
  const { trx, vault } = context;
  const index = (await vault.network(trx)).card(Buffer.from(card));
  const { rows } = await sql<{
    owner: 'here' | 'elsewhere' | null;
  }>`select vratar_card_owner(${index}) as owner`.execute(trx);
  const owner = rows[0]?.owner;
  if (owner !== 'here') return { where: owner ?? 'unknown' };
  const row = await trx
    .selectFrom('credential')
    .select(['id', 'type', 'label', 'state'])
    .where('uid_index', '=', index)
    .executeTakeFirstOrThrow();
  const holding = await trx
    .selectFrom('credential_holding')
    .select(['person', 'kind', 'valid_from as from', 'end_reason as ended'])
    .select(sql<Date | null>`least(ended_at, valid_until)`.as('until'))
    .where('credential', '=', row.id)
    .orderBy('valid_from', 'desc')
    .limit(1)
    .executeTakeFirst();
  const lowAssurance = isLowAssurance(card.split(':')[0] as CardForm);
  const { id: credential, ...shown } = row;
  return { where: 'here', credential, ...shown, lowAssurance, holding };
}

/**
 * Somebody hands a card in. Its school is told where it lies; who found it learns whether it belongs to the network.
 * @returns false when nobody knows it
 */
export async function reportFound({ trx, vault }: CardContext, card: CardNumber): Promise<boolean> {
  const index = (await vault.network(trx)).card(Buffer.from(card));
  const { rows } = await sql<{ known: boolean }>`select vratar_card_found(${index}) as known`.execute(trx);
  return rows[0]?.known === true;
}
