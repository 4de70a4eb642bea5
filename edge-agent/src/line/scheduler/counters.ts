/** What happened on the way to one PD since it was configured. */
export interface DeviceCounters {
  polls: number;
  /** Tries that no answer came to in time. */
  timeouts: number;
  /** Answers that came damaged: a wrong check field, a frame that never ended. */
  damaged: number;
  /** Whole frames that this exchange could not use: wrong sequence number, wrong MAC, clear text in a session. */
  unusable: number;
  busy: number;
  naks: number;
  repeats: number;
  /** Times that the link was started anew. */
  resets: number;
  /** Frames that came when nothing was asked, or after the answer had been given up. */
  late: number;
}

export function freshCounters(): DeviceCounters {
  return {
    polls: 0,
    timeouts: 0,
    damaged: 0,
    unusable: 0,
    busy: 0,
    naks: 0,
    repeats: 0,
    resets: 0,
    late: 0,
  };
}
