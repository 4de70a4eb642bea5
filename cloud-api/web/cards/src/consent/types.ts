/** A paper, or what was pressed online, as the register of consents gives it. */
export interface Consent {
  readonly id: string;
  readonly person: string;
  readonly accountNo: string;
  readonly tracking: 'full' | 'pass_only';
  readonly given: boolean;
  readonly signer: 'guardian' | 'pupil';
  /** Local date. */
  readonly signedOn: string;
  readonly online: boolean;
  /** Where the paper is kept. */
  readonly document: string;
}
