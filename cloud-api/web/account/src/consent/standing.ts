/** What was said once about a pupil's data. */
export interface SaidConsent {
  readonly id: string;
  readonly given: boolean;
  /** Local date. */
  readonly signedOn: string;
  readonly recordedAt: string;
  readonly online: boolean;
}

/** What holds: what was signed last, and of one day what was recorded last; of one moment the id decides. */
export const standing = (said: readonly SaidConsent[]): SaidConsent | undefined =>
  [...said].sort((a, b) => order(b).localeCompare(order(a)))[0];

const order = ({ signedOn, recordedAt, id }: SaidConsent): string => `${signedOn} ${recordedAt} ${id}`;
