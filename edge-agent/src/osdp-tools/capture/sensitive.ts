import { COMMANDS, REPLIES } from '@vratar/protocol/osdp';

/**
 * Codes whose data is a card, a PIN or a key, with the bytes at their start that are none. Messages that are not known
 * (biometric, PIV, private) are taken for sensitive as a whole.
 */
const OPEN_BYTES = {
  command: new Map<number, number>([
    ...Object.values(COMMANDS).map(({ code }) => [code, Number.POSITIVE_INFINITY] as const),
    [COMMANDS.KEYSET.code, 2],
    [COMMANDS.MFG.code, 3],
  ]),
  reply: new Map<number, number>([
    ...Object.values(REPLIES).map(({ code }) => [code, Number.POSITIVE_INFINITY] as const),
    [REPLIES.RAW.code, 4],
    [REPLIES.FMT.code, 3],
    [REPLIES.KEYPAD.code, 2],
    [REPLIES.MFGREP.code, 3],
  ]),
};

/** How many bytes at the start of this message's data may be shown. */
export function openBytes(reply: boolean, code: number): number {
  return OPEN_BYTES[reply ? 'reply' : 'command'].get(code) ?? 0;
}

/** Names of the fields that must be hidden in a decoded message. */
export const HIDDEN_FIELDS: Readonly<Record<string, string>> = {
  KEYSET: 'key',
  RAW: 'data',
  FMT: 'text',
  KEYPAD: 'keys',
  MFG: 'data',
  MFGREP: 'data',
  opaque: 'data',
};
