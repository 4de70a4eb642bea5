import { type Static, Type } from 'typebox';
import { CardKeyId } from '../cards/index.ts';
import { LIST_KEYS, ListKeyText } from './document.ts';

/** Which keys a gateway has, without any of them. */
export const KeyReport = Type.Object({
  /** To which keys for it are sealed: X25519, 32 bytes, base64. */
  sealing: Type.String({ pattern: '^[A-Za-z0-9+/]{43}=$' }),
  /** That it is this gateway's (`proveSealingKey`), under the site key in use (`used`). */
  proof: Type.String({ pattern: '^[A-Za-z0-9+/]{43}=$' }),
  /** Keys of its site, oldest first. */
  site: Type.Array(CardKeyId, { maxItems: 8 }),
  /** The one under which it knows cards now. */
  used: CardKeyId,
  /** Public keys whose lists it takes. */
  lists: Type.Array(ListKeyText, { maxItems: LIST_KEYS }),
  /** Of the last `list_keys` document; 0: as installed. */
  serial: Type.Integer({ minimum: 0 }),
});
export type KeyReport = Static<typeof KeyReport>;
