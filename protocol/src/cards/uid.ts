import { type CardForm, type CardNumber, type CardResult, problem } from './card-number.ts';

/** First byte of a 4-byte UID that the card invents at each activation (ISO/IEC 14443-3). */
const RANDOM_UID = 0x08;
/** Announces that the UID goes on at the next cascade level (ISO/IEC 14443-3). */
const CASCADE_TAG = 0x88;

const FORM_OF_LENGTH: Readonly<Record<number, CardForm>> = { 4: 'uid4', 7: 'uid7', 10: 'uid10' };

/** The card of a UID of 4, 7 or 10 bytes in the card's own order (uid0 first), as PC/SC readers give it. */
export function cardOfUid(uid: Uint8Array): CardResult {
  const form = FORM_OF_LENGTH[uid.length];
  if (form === undefined) return problem('unknown_length');
  if (uid.every((byte) => byte === uid[0]) && (uid[0] === 0 || uid[0] === 0xff)) return problem('blank');
  if (uid.length === 4 && uid[0] === RANDOM_UID) return problem('random_uid');
  if (uid.length === 4 && uid[0] === CASCADE_TAG) return problem('cut_uid');
  return { ok: true, form, card: `${form}:${Buffer.from(uid).toString('hex')}` as CardNumber };
}
