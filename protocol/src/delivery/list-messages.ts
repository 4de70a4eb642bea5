import { type Static, Type } from 'typebox';
import { Code, Version } from './parts.ts';

/** Bytes of a list document in one message, before base64. */
export const LIST_PART_BYTES = 48 * 1024;

const ListVersion = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

/** Names a document for its gateway: the version that it leads to, and the one that it starts from (0: the whole). */
export const ListDocumentId = Type.Object({ version: ListVersion, base: ListVersion });
export type ListDocumentId = Static<typeof ListDocumentId>;

/** Cloud to gateway: a part of a list document. The first part of a document is its announcement. */
export const ListPart = Type.Object({
  v: Version,
  document: ListDocumentId,
  /** Bytes of the whole document. */
  total: Type.Integer({ minimum: 1, maximum: 16 * 1024 * 1024 }),
  offset: Type.Integer({ minimum: 0, maximum: 16 * 1024 * 1024 }),
  /** base64 */
  bytes: Type.String({ maxLength: Math.ceil(LIST_PART_BYTES / 3) * 4 }),
});
export type ListPart = Static<typeof ListPart>;

/** Gateway to cloud: which list is in force, or which part is wanted next. */
export const ListReport = Type.Union([
  Type.Object({
    kind: Type.Literal('have'),
    v: Version,
    /** 0: none yet. */
    version: ListVersion,
    /** Why the last document was not taken; the cloud then sends the whole list. */
    refused: Type.Optional(Code),
  }),
  Type.Object({
    kind: Type.Literal('want'),
    v: Version,
    document: ListDocumentId,
    offset: Type.Integer({ minimum: 0, maximum: 16 * 1024 * 1024 }),
  }),
]);
export type ListReport = Static<typeof ListReport>;
