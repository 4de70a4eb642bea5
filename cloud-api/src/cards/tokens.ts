import { type CardNumber, cardToken } from '@vratar/protocol/cards';
import { inChunks } from '../db/in-chunks.ts';
import type { CardContext } from './context.ts';
import { holdSiteKeys, type SiteKey, siteKeys } from './site-key.ts';

/** Sites whose gateways let the people of a school in: its own, and those that it is a guest of. */
export async function sitesOf({ trx, school }: CardContext): Promise<readonly string[]> {
  const own = await trx.selectFrom('site').select('id').where('school', '=', school).execute();
  const guest = await trx
    .selectFrom('site_guest')
    .select('site as id')
    .where('school', '=', school)
    .execute();
  return [...own, ...guest].map((row) => row.id);
}

/** The card number of each credential, opened. */
export async function cardsOf(
  { trx, vault, school }: CardContext,
  credentials: readonly string[],
): Promise<ReadonlyMap<string, CardNumber>> {
  const own = await vault.school(trx, school);
  const cards = new Map<string, CardNumber>();
  for (const chunk of inChunks(credentials, 5_000)) {
    const rows = await trx
      .selectFrom('credential')
      .select(['id', 'uid', 'uid_version'])
      .where('id', 'in', chunk)
      .execute();
    for (const row of rows) {
      const value = { version: row.uid_version, sealed: row.uid };
      cards.set(row.id, own.unseal(value, `uid:${row.id}`).toString() as CardNumber);
    }
  }
  return cards;
}

/** Derives the tokens of credentials for every site of the school, under every key in use. Idempotent. */
export async function deriveTokens(context: CardContext, credentials: readonly string[]): Promise<void> {
  const cards = await cardsOf(context, credentials);
  for (const site of await sitesOf(context)) {
    await holdSiteKeys(context.trx, site, true);
    for (const key of await siteKeys(context.trx, context.vault, site)) await store(context, key, cards);
  }
}

async function store(
  { trx, school }: CardContext,
  { site, version, key }: SiteKey,
  cards: ReadonlyMap<string, CardNumber>,
): Promise<void> {
  const rows = [...cards].map(([credential, card]) => ({
    site,
    token: cardToken(key, card),
    credential,
    key_version: version,
    school,
  }));
  for (const chunk of inChunks(rows, 5_000)) {
    await trx
      .insertInto('credential_token')
      .values(chunk)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}
