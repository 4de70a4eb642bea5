import type { ListDocumentId, ListPart, ListReport } from './list-messages.ts';

/** A document on its way: the parts that have come, in order. */
export interface ListAssembly {
  readonly document: ListDocumentId;
  readonly total: number;
  readonly parts: readonly Uint8Array[];
  readonly received: number;
}

export type Assembled =
  /** Ask for what follows; `assembly` keeps what there is. */
  | { readonly kind: 'want'; readonly assembly: ListAssembly; readonly report: ListReport }
  | { readonly kind: 'whole'; readonly document: ListDocumentId; readonly bytes: Uint8Array }
  /** A part that does not fit, such as a repeated one. */
  | { readonly kind: 'ignored' };

/**
 * Takes the next part of a list document. A part of another document with offset 0 begins anew; what has come of the
 * same one is kept over a lost connection.
 */
export function assemble(assembly: ListAssembly | undefined, part: ListPart): Assembled {
  const same =
    assembly !== undefined && isSame(assembly.document, part.document) && assembly.total === part.total;
  const before = same ? assembly : empty(part);
  // The announcement of a document that has come in part already: go on where it stopped.
  if (same && part.offset === 0 && assembly.received > 0) return wanted(assembly);
  if (part.offset !== before.received) return { kind: 'ignored' };
  const bytes = Buffer.from(part.bytes, 'base64');
  const received = before.received + bytes.length;
  if (bytes.length === 0 || received > part.total) return { kind: 'ignored' };
  const parts = [...before.parts, bytes];
  if (received === part.total) return { kind: 'whole', document: part.document, bytes: Buffer.concat(parts) };
  return wanted({ ...before, parts, received });
}

const empty = ({ document, total }: ListPart): ListAssembly => ({ document, total, parts: [], received: 0 });

const isSame = (a: ListDocumentId, b: ListDocumentId): boolean =>
  a.version === b.version && a.base === b.base;

/** What to ask for to go on. */
export function wanted(assembly: ListAssembly): Extract<Assembled, { kind: 'want' }> {
  const { document, received: offset } = assembly;
  return { kind: 'want', assembly, report: { v: 1, kind: 'want', document, offset } };
}
