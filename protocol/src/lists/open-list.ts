import { type KeyObject, verify } from 'node:crypto';
import { Compile } from 'typebox/compile';
import { VratarError } from '../errors/index.ts';
import { ListHeader } from './document.ts';
import { AllowListEntry } from './entry.ts';

/** An entry with the exact line that the digest covers. */
export interface ListLine {
  readonly entry: AllowListEntry;
  readonly line: string;
}

/** A document whose signature is right and whose every line is valid. */
export interface OpenedList {
  readonly header: ListHeader;
  readonly lines: readonly ListLine[];
}

const isHeader = Compile(ListHeader);
const isEntry = Compile(AllowListEntry);

/**
 * Reads a list document: the signature first, then everything else. Nothing of it is in force yet; see `checkList`.
 *
 * @param keys any of them may have signed
 * @throws VratarError `list_signature`, `list_malformed` (line named), `list_foreign`
 */
export function openList(bytes: Uint8Array, keys: readonly KeyObject[], gateway: string): OpenedList {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = buffer.lastIndexOf('\n') + 1;
  const written = buffer.subarray(end).toString('latin1');
  const signature = Buffer.from(written, 'base64');
  // Decoders read more than one spelling of a signature; only the one that was written is right.
  if (signature.toString('base64') !== written) throw new VratarError('list_signature');
  const signed = buffer.subarray(0, end);
  if (!keys.some((key) => verify(null, signed, key, signature))) throw new VratarError('list_signature');
  const [first = '', ...lines] = signed.toString('utf8').slice(0, -1).split('\n');
  const header = jsonOf(first);
  if (!isHeader.Check(header)) throw malformed(1, 'its header is not one of a list');
  if (header.gateway !== gateway) throw new VratarError('list_foreign', { gateway: header.gateway });
  if (lines.length !== header.count) throw malformed(1, `it has ${lines.length} lines, not ${header.count}`);
  return { header, lines: readLines(lines) };
}

function readLines(lines: readonly string[]): ListLine[] {
  let previous = '';
  return lines.map((line, index) => {
    const entry = jsonOf(line);
    if (!isEntry.Check(entry)) throw malformed(index + 2, 'it is not an entry');
    if (entry.token <= previous) throw malformed(index + 2, 'its token is not after the one before');
    previous = entry.token;
    return { entry, line };
  });
}

const malformed = (line: number, why: string): VratarError =>
  new VratarError('list_malformed', { why }, { line });

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
