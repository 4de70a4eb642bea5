import { createHash } from 'node:crypto';
import type { Actor } from '../../attendance/decide/actor.ts';
import type { ActContext } from '../submission/submit.ts';

export type DocumentKind = 'declaration' | 'signal';

export interface NewDocument {
  readonly kind: DocumentKind;
  /** `month:2026-11-01`, `signal:<id>`. */
  readonly subject: string;
  readonly pdf: Buffer;
}

type StoreContext = Pick<ActContext, 'trx' | 'vault' | 'now'> & {
  readonly actor: Pick<Actor, 'school' | 'account'>;
};

/** What the seal is bound to. */
export const documentContext = (kind: DocumentKind, subject: string): string => `document:${kind}:${subject}`;

/** Keeps a signed document, sealed with the school's key: it names people (D22). It is never changed. */
export async function storeDocument(
  { trx, vault, actor, now }: StoreContext,
  { kind, subject, pdf }: NewDocument,
): Promise<string> {
  const own = await vault.school(trx, actor.school);
  const { version, sealed } = own.seal(pdf, documentContext(kind, subject));
  const { id } = await trx
    .insertInto('school_document')
    .values({
      school: actor.school,
      kind,
      subject,
      sealed,
      seal_version: version,
      sha256: createHash('sha256').update(pdf).digest(),
      account: actor.account,
      made_at: new Date(now),
      withdrawn_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Takes a document back; it stays, and is no longer the one that holds. */
export async function withdrawDocument(
  { trx, actor, now }: Pick<StoreContext, 'trx' | 'actor' | 'now'>,
  kind: DocumentKind,
  subject: string,
): Promise<void> {
  await trx
    .updateTable('school_document')
    .set({ withdrawn_at: new Date(now) })
    .where('school', '=', actor.school)
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .where('withdrawn_at', 'is', null)
    .execute();
}
