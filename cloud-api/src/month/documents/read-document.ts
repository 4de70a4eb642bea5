import { createHash } from 'node:crypto';
import { VratarError } from '@vratar/protocol/errors';
import { audit } from '../../audit/index.ts';
import type { ActContext } from '../submission/submit.ts';
import { type DocumentKind, documentContext } from './store-document.ts';

/**
 * Opens the document that holds, and logs that somebody took it.
 * @returns undefined where there is none
 * @throws VratarError `document_damaged`
 */
export async function readDocument(
  { trx, vault, actor }: Pick<ActContext, 'trx' | 'vault' | 'actor'>,
  kind: DocumentKind,
  subject: string,
): Promise<Buffer | undefined> {
  const row = await trx
    .selectFrom('school_document')
    .select(['id', 'sealed', 'seal_version', 'sha256'])
    .where('school', '=', actor.school)
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const own = await vault.school(trx, actor.school);
  const pdf = own.unseal({ version: row.seal_version, sealed: row.sealed }, documentContext(kind, subject));
  if (!createHash('sha256').update(pdf).digest().equals(row.sha256)) {
    throw new VratarError('document_damaged', { document: row.id });
  }
  await audit(trx, { action: 'list_exported', subject: `document:${row.id}`, detail: { kind, subject } });
  return pdf;
}
