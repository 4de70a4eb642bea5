import type { CharacterCodec } from '../layout/bytes.ts';

/** What a reader's display is sure to show. */
export const printableAscii: CharacterCodec = {
  expected: 'printable ASCII',
  character: (byte) => (byte >= 0x20 && byte <= 0x7e ? String.fromCharCode(byte) : undefined),
  byte(character) {
    const code = character.charCodeAt(0);
    return character.length === 1 && code >= 0x20 && code <= 0x7e ? code : undefined;
  },
};

const STAR_KEY = 0x7f;
const HASH_KEY = 0x0d;

/** Keys of a keypad: `*` travels as DEL, `#` as carriage return; other bytes keep their Latin-1 character. */
export const keypadKeys: CharacterCodec = {
  expected: 'keys of a keypad',
  character: (byte) => (byte === STAR_KEY ? '*' : byte === HASH_KEY ? '#' : String.fromCharCode(byte)),
  byte(character) {
    if (character === '*') return STAR_KEY;
    if (character === '#') return HASH_KEY;
    const code = character.charCodeAt(0);
    return character.length === 1 && code <= 0xff ? code : undefined;
  },
};
