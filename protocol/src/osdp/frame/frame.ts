/** Start of message. */
export const SOM = 0x53;
/** Idle line; one of it precedes each frame so that a receiver's UART has settled. */
export const MARK = 0xff;
/** A PD answers to this address whatever its own is; only of use with one PD on the line. */
export const BROADCAST_ADDRESS = 0x7f;
/** Highest address that a PD may have. */
export const LAST_PD_ADDRESS = 0x7e;
/** Longest frame of the standard, mark byte not counted. */
export const LONGEST_FRAME = 1440;
/** What every PD must be able to receive. */
export const PD_RECEIVES_AT_LEAST = 128;

/** How the frame is protected against errors: CRC-16, or the 8-bit sum that old devices know. */
export type CheckKind = 'crc' | 'checksum';

/** 0 starts the numbering again (and drops what the PD remembers of the link), then 1, 2, 3, 1, … */
export type Sequence = 0 | 1 | 2 | 3;

/** The number after this one in normal running: 0 is never used again until the link is started again. */
export function nextSequence(sequence: Sequence): Sequence {
  return sequence === 3 ? 1 : ((sequence + 1) as Sequence);
}

/** What the link layer decides about a frame, the same for clear and secured ones. */
export interface FrameHeader {
  /** 0 to 126, or 127 for broadcast; without the direction bit. */
  readonly address: number;
  readonly sequence: Sequence;
  readonly check: CheckKind;
}

/** Security block: its type (SCS) and the data behind it, empty from SCS_15 on. */
export interface SecurityBlock {
  readonly type: number;
  readonly data: Uint8Array;
}

/** One frame whose check field is right and whose parts lie where they must. */
export interface Frame extends FrameHeader {
  /** True from PD to ACU. */
  readonly reply: boolean;
  readonly security: SecurityBlock | undefined;
  /** Command or reply code. */
  readonly code: number;
  /** As on the wire: still encrypted under SCS_17 and SCS_18. */
  readonly data: Uint8Array;
  /** 4 bytes under SCS_15 to SCS_18. */
  readonly mac: Uint8Array | undefined;
  /** The whole frame from SOM to the check field, without mark byte. */
  readonly bytes: Uint8Array;
}

/** Offsets inside a frame. */
export const AT = { address: 1, length: 2, control: 4, body: 5 } as const;

/** Bits of the control byte. The others are reserved and ignored. */
export const CONTROL = { sequence: 0x03, crc: 0x04, security: 0x08 } as const;

export const REPLY_BIT = 0x80;
