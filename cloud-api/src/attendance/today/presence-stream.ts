import type { AttendanceChanges } from './changes.ts';

/** Where a stream's messages go. `data` carries a whole state; `beat` only proves life. */
export interface StreamSink {
  data(json: string): void;
  beat(): void;
}

export interface StreamTimes {
  /** At most one state in so many ms, however much changes. */
  readonly atMostEveryMs: number;
  /** A state at least so often: silence and lessons move with the clock alone. */
  readonly atLeastEveryMs: number;
  readonly beatMs: number;
}

export const STREAM_TIMES: StreamTimes = { atMostEveryMs: 500, atLeastEveryMs: 10_000, beatMs: 5_000 };

/**
 * Sends the state of a school at once, after each change, and from time to time, until it is stopped. A state that is
 * still being read is never overtaken by a second reading: a slow database is asked less often, not more.
 */
export function followPresence(
  changes: AttendanceChanges,
  school: string,
  read: () => Promise<unknown>,
  sink: StreamSink,
  onError: (error: unknown) => void,
  times: StreamTimes = STREAM_TIMES,
): () => void {
  let reading = false;
  let wanted = false;
  let stopped = false;
  let pause: NodeJS.Timeout | undefined;

  const send = async (): Promise<void> => {
    wanted = false;
    reading = true;
    try {
      const state = await read();
      if (!stopped) sink.data(JSON.stringify(state));
    } catch (error) {
      onError(error);
    }
    pause = setTimeout(() => {
      reading = false;
      if (wanted && !stopped) void send();
    }, times.atMostEveryMs);
  };
  const wake = (): void => {
    wanted = true;
    if (!reading && !stopped) void send();
  };
  const off = changes.on(school, wake);
  const always = setInterval(wake, times.atLeastEveryMs);
  const beat = setInterval(() => sink.beat(), times.beatMs);
  wake();
  return () => {
    stopped = true;
    off();
    clearTimeout(pause);
    clearInterval(always);
    clearInterval(beat);
  };
}
