import { VratarError } from '@vratar/protocol/errors';
import iconv from 'iconv-lite';

const ENCODING = 'windows-1251';

/**
 * @param line of the text, for the error
 * @throws VratarError `file_encoding` naming the first character that the code page does not have
 */
export function assertEncodable(text: string, file: string, line: number): void {
  if (iconv.decode(iconv.encode(text, ENCODING), ENCODING) === text) return;
  const character = [...text].find((each) => iconv.decode(iconv.encode(each, ENCODING), ENCODING) !== each);
  throw new VratarError('file_encoding', { character: character ?? '' }, { file, line });
}

export const encodeCp1251 = (text: string): Buffer => iconv.encode(text, ENCODING);
export const decodeCp1251 = (bytes: Uint8Array): string => iconv.decode(Buffer.from(bytes), ENCODING);
