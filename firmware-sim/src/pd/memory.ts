/**
 * How the device treats the secure channel.
 * - `plain`: knows none
 * - `optional`: opens one on request, obeys clear commands too
 * - `required`: in clear it only says who it is
 */
export type SecurityPolicy = 'plain' | 'optional' | 'required';

/** What survives a power cut: set at commissioning, changed by COMSET and KEYSET. */
export interface PdMemory {
  /** 0 to 126. */
  readonly address: number;
  /** Bits per second. */
  readonly baud: number;
  readonly security: SecurityPolicy;
  /** SCBK, 16 bytes; undefined in a device fresh from the factory. */
  readonly siteKey: Uint8Array | undefined;
  /** Install mode: the default key is accepted until a site key has been set. */
  readonly install: boolean;
}
