import { decode } from 'iconv-lite';
import type { Sheet } from './sheet.ts';

export interface DecodedText {
  readonly text: string;
  readonly encoding: NonNullable<Sheet['encoding']>;
}

/**
 * UTF-8 where the bytes are valid UTF-8, windows-1251 otherwise: Cyrillic in windows-1251 is never valid UTF-8 by
 * chance but in the shortest texts, and every byte means something in windows-1251.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: decode(Buffer.from(bytes), 'win1251'), encoding: 'windows-1251' };
  }
}
