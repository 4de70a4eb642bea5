import type { CredentialKind } from '@vratar/protocol/lists';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../db/index.ts';

/** Who had a credential in hand at a moment (R12). */
export interface CredentialHolder {
  readonly credential: string;
  /** Null for visitors and pass-only cards. */
  readonly person: string | null;
  readonly kind: CredentialKind;
  /** False: it had already been taken from this holder, the last one before the moment. */
  readonly valid: boolean;
}

/**
 * Looks a token up as the gateway's site knew it.
 * @returns undefined for a token of no credential, or one that nobody had held by then
 */
export async function credentialHolderAt(
  db: Kysely<Database>,
  gateway: string,
  token: string,
  instant: Date,
): Promise<CredentialHolder | undefined> {
  const row = await db
    .selectFrom('gateway')
    .innerJoin('credential_token', 'credential_token.site', 'gateway.site')
    .innerJoin('credential_holding', 'credential_holding.credential', 'credential_token.credential')
    .select([
      'credential_holding.credential',
      'credential_holding.person',
      'credential_holding.kind',
      heldUntil,
    ])
    .where('gateway.id', '=', gateway)
    .where('credential_token.token', '=', token)
    .where('credential_holding.valid_from', '<=', instant)
    .orderBy('credential_holding.valid_from', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { until, ...holder } = row;
  return { ...holder, valid: until === null || until > instant };
}

/** A stretch in which a token stood for a person. */
export interface TokenHolding {
  readonly token: string;
  readonly person: string | null;
  readonly kind: CredentialKind;
  readonly from: Date;
  /** Exclusive; null while it lasts. */
  readonly until: Date | null;
}

/** Who held what at the sites of a school, as long as the holding touches [from, until). */
export async function tokenHoldings(
  db: Kysely<Database>,
  school: string,
  from: Date,
  until: Date,
): Promise<readonly TokenHolding[]> {
  return db
    .selectFrom('credential_holding')
    .innerJoin('credential_token', 'credential_token.credential', 'credential_holding.credential')
    .select(['token', 'person', 'kind', 'valid_from as from', heldUntil])
    .where('credential_holding.school', '=', school)
    .where('valid_from', '<', until)
    .where(sql<boolean>`(least(ended_at, valid_until) is null or least(ended_at, valid_until) > ${from})`)
    .orderBy('valid_from')
    .execute();
}

/** Taken back, or run out, whichever came first. */
const heldUntil = sql<Date | null>`least(ended_at, valid_until)`.as('until');
