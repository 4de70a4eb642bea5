import type { Generated } from 'kysely';

/**
 * What a family agrees to (D8, D9): `processing`: that passages are linked to the person; who refuses gets a card
 * without a name. Only what something here obeys is asked for: nobody is told of comings and goings yet, so nobody is
 * asked whether they agree to it.
 */
export const CONSENT_PURPOSES = ['processing'] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];

export interface ConsentTable {
  id: Generated<string>;
  school: string;
  /** The pupil whom it is about. */
  person: string;
  purpose: ConsentPurpose;
  /** False: refused, or withdrawn. */
  given: boolean;
  signer: 'guardian' | 'pupil';
  /** Which form was signed or shown, such as `2026-09`. */
  form: Generated<string>;
  /** Local date. */
  signed_on: string;
  /** Where the signed paper is kept; empty for what was given online. */
  document: Generated<string>;
  /** Who entered it: the signer, or the officer with the paper. */
  account: string;
  recorded_at: Date;
}

export interface ConsentTables {
  consent: ConsentTable;
}
