import { type Static, Type } from 'typebox';
import { CredentialToken } from './entry.ts';
import { SitePolicy } from './policy.ts';

/** Most entries that one gateway's list may hold. */
export const LIST_ENTRIES = 50_000;

const ListVersion = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

const common = {
  v: Type.Literal(1),
  /** The one gateway that this document is for. */
  gateway: Type.String({ pattern: '^[A-Za-z0-9._-]{1,64}$' }),
  /** Of the list after this document was applied; grows. */
  version: ListVersion,
  /** UTC ms at which the cloud signed it: the age of the list that the guard sees. */
  issuedAt: Type.Integer({ minimum: 0 }),
  /** Of the list after this document was applied; see `listDigest`. */
  digest: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  /** Entry lines that follow. */
  count: Type.Integer({ minimum: 0, maximum: LIST_ENTRIES }),
};

/** The whole list. */
export const SnapshotHeader = Type.Object({ kind: Type.Literal('snapshot'), ...common, policy: SitePolicy });

/** What turns the list of version `base` into that of `version`. */
export const DeltaHeader = Type.Object({
  kind: Type.Literal('delta'),
  ...common,
  base: ListVersion,
  /** Only when it changed. */
  policy: Type.Optional(SitePolicy),
  /** Tokens that have no entry any more. */
  remove: Type.Array(CredentialToken, { maxItems: LIST_ENTRIES }),
});

/**
 * First line of a list document (JSON). Entry lines follow, each the JSON text of an `AllowListEntry`, ascending by
 * token; the last line is the Ed25519 signature, base64, over everything before it.
 */
export const ListHeader = Type.Union([SnapshotHeader, DeltaHeader]);
export type ListHeader = Static<typeof ListHeader>;
