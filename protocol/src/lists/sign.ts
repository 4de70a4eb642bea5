import { type KeyObject, sign } from 'node:crypto';
import type { ListHeader } from './document.ts';

type Distributive<T> = T extends unknown ? Omit<T, 'v' | 'count'> : never;
export type ListContent = Distributive<ListHeader>;

/**
 * A list document, ready to be offered to its gateway.
 *
 * @param lines entry lines that the document carries, ascending by token
 * @param key Ed25519 private key
 */
export function signList(content: ListContent, lines: readonly string[], key: KeyObject): Buffer {
  const header = { v: 1, count: lines.length, ...content };
  const text = [JSON.stringify(header), ...lines, ''].join('\n');
  const signature = sign(null, Buffer.from(text), key).toString('base64');
  return Buffer.from(text + signature);
}
