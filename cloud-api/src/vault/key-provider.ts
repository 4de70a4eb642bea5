/** A data key, wrapped, and the name of the master key that can unwrap it. */
export interface WrappedKey {
  readonly master: string;
  readonly wrapped: Buffer;
}

/**
 * Holds master keys and never hands them out. A file and the environment are the first two; a key service or an HSM
 * implements the same two calls.
 */
export interface KeyProvider {
  /** Name of the master key that wraps now; keys wrapped by another are due for rotation. */
  readonly current: string;
  wrap(key: Buffer, context: string): Promise<WrappedKey>;
  /** @throws VratarError `vault_master_missing`, `vault_sealed` */
  unwrap(key: WrappedKey, context: string): Promise<Buffer>;
}
