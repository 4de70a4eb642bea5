/** What a tool needs of the world around it, so that tests can hold it in their hands. */
export interface ToolIo {
  /** One line of the result. */
  out(line: string): void;
  /** One line about what is going on, for people. */
  note(line: string): void;
  /** Aborted when the person wants to stop. */
  readonly stop: AbortSignal;
  /** Fresh random bytes. */
  random(size: number): Uint8Array;
  /** Nanoseconds since 1970. */
  nowNs(): bigint;
}
