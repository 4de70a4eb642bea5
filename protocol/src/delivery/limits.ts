/** Figures of the delivery protocol (DESIGN.md, Events). Both sides and the brokers' configurations follow them. */
export const LIMITS = {
  /** Events in one batch. */
  batchEvents: 200,
  /** A gateway closes a batch at this many bytes of event lines, unless one event alone is longer. */
  batchBytes: 256 * 1024,
  /** The cloud refuses a longer message of any kind unread. */
  messageBytes: 1024 * 1024,
  /** A batch, a hello or a `gone` without an answer is sent again after this time. */
  resendMs: 10_000,
  /** An idle gateway says hello again after this time: it measures its clock, and notices a cloud that was restored. */
  greetMs: 3_600_000,
  /** A gateway whose hello was refused asks again after this time. */
  refusedMs: 60_000,
  /** Shortest time between two hellos that follow from misunderstandings. */
  pauseMs: 1_000,
} as const;

/** Batch formats that this release writes and reads. A later release keeps the previous one. */
export const FORMATS = [1] as const;
