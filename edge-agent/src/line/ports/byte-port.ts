/** An open line of bytes: a serial port or a socket. What is written goes out in order; nothing is framed. */
export interface BytePort {
  /** Never throws: a write that fails is a lost port. */
  write(bytes: Uint8Array): void;
  /** Releases the device. `onLost` is not called after this. */
  close(): Promise<void>;
}

export interface PortHandlers {
  /** Bytes as they arrive, in any grouping. The array is the receiver's to keep. */
  readonly onBytes: (bytes: Uint8Array) => void;
  /** Called once, when the port can no longer be used, for whatever reason; it is closed already. */
  readonly onLost: (reason: string) => void;
}

/**
 * Opens the port anew; rejects with `VratarError` `port_unavailable` when it cannot be opened now.
 * `baud` matters to serial ports only: what stands behind a socket has a rate of its own.
 */
export interface OpenPort {
  (handlers: PortHandlers, baud: number): Promise<BytePort>;
  /** Longest pause between two tries, ms, where a try costs little. */
  readonly longestRetryMs?: number;
}
