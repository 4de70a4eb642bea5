/** Misbehaviour of one device, beyond what the wire does. Rates are probabilities per reply. */
export interface PdFaults {
  /** Answers nothing. */
  readonly mute: boolean;
  /** Added to the turnaround time of each reply, ms. */
  readonly slowMs: number;
  /** Answers BUSY instead of obeying. */
  readonly busyRate: number;
  /** Answers with another sequence number than it was asked with. */
  readonly wrongSequenceRate: number;
  /** Stops in the middle of a reply. */
  readonly truncateRate: number;
  /** Sends a wrong CRC or checksum. */
  readonly badCheckRate: number;
  /** Refuses with this NAK code instead of obeying. */
  readonly nakRate: number;
  readonly nakCode: number;
  /** Loses power in the middle of a reply. */
  readonly rebootRate: number;
}

export const faultlessPd: PdFaults = {
  mute: false,
  slowMs: 0,
  busyRate: 0,
  wrongSequenceRate: 0,
  truncateRate: 0,
  badCheckRate: 0,
  nakRate: 0,
  nakCode: 3,
  rebootRate: 0,
};
