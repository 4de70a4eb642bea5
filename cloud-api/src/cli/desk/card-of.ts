import { VratarError } from '@vratar/protocol/errors';
import type { CheckView } from '../../cards/routes/schema.ts';
import type { Desk } from './in-person.ts';
import { linesOf } from './standard-input.ts';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A number that was typed, or the first line of standard input for `-`. */
export const numberOf = async (text: string): Promise<string> =>
  text === '-' ? ((await linesOf(process.stdin))[0] ?? '') : text;

/** The card of the school that is meant by its label, id or number. @throws VratarError `card_unknown_here` */
export async function cardOf({ call, labelled }: Desk, text: string): Promise<string> {
  if (ID.test(text)) return text;
  const known = text === '-' ? undefined : await labelled(text);
  if (known !== undefined) return known;
  const { card } = await call<CheckView>('POST', '/cards/check', { uid: await numberOf(text) });
  if (card === undefined) throw new VratarError('card_unknown_here');
  return card.id;
}
