import { type Static, Type } from 'typebox';
import { CardKeyId } from '../cards/index.ts';
import { Sealed } from './seal.ts';

/** List keys that a gateway may trust at once: two are enough for a rotation. */
export const LIST_KEYS = 4;

const common = {
  v: Type.Literal(1),
  /** The one gateway that this document is for. */
  gateway: Type.String({ pattern: '^[A-Za-z0-9._-]{1,64}$' }),
};

/** Public list key: 32 bytes, base64. */
export const ListKeyText = Type.String({ pattern: '^[A-Za-z0-9+/]{43}=$' });

/** One more key under which the cards of the gateway's site may be known; a list says when it counts. */
export const SiteKeyDocument = Type.Object({
  kind: Type.Literal('site_key'),
  ...common,
  id: CardKeyId,
  sealed: Sealed,
});
export type SiteKeyDocument = Static<typeof SiteKeyDocument>;

/** The keys whose lists, and whose key documents, the gateway takes from now on: these and no others. */
export const ListKeysDocument = Type.Object({
  kind: Type.Literal('list_keys'),
  ...common,
  /** Grows with every change: an older document, repeated, brings no key back. */
  serial: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
  keys: Type.Array(ListKeyText, { minItems: 1, maxItems: LIST_KEYS }),
});
export type ListKeysDocument = Static<typeof ListKeysDocument>;

/** First line of a key document (JSON); its Ed25519 signature, base64, is the second and last. */
export const KeyDocument = Type.Union([SiteKeyDocument, ListKeysDocument]);
export type KeyDocument = Static<typeof KeyDocument>;

/** Longest text of a key document. */
export const KEY_DOCUMENT_CHARACTERS = 2_000;
