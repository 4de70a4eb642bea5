/** Why bytes from the line are no frame. Stable: counters, captures and logs carry these names. */
export const REJECT_REASONS = [
  /** Bytes between frames that start none. */
  'noise',
  /** The length field is below what the parts need, or above the cap. */
  'length',
  'crc',
  'checksum',
  /** The check field is right, but the security block overlaps what follows it, or the MAC has no room. */
  'security_block',
  /** The check field is right, but the type of the security block is none of SCS_11 to SCS_18. */
  'security_type',
  /** Fewer bytes than a header. */
  'incomplete',
  /** The line fell silent in the middle of a frame. */
  'timeout',
  /** The port closed in the middle of a frame. */
  'closed',
] as const;

export type RejectReason = (typeof REJECT_REASONS)[number];
