/** What is used of an `EventSource`. */
export interface Stream {
  readonly readyState: number;
  onopen: ((event: never) => void) | null;
  onmessage: ((message: never) => void) | null;
  onerror: ((event: never) => void) | null;
  addEventListener(kind: 'beat', heard: () => void): void;
  close(): void;
}

export interface StreamEars {
  open(): void;
  message(text: string): void;
  beat(): void;
  /** @param refused whether the answer was no stream, so that the browser does not ask again by itself */
  lost(refused: boolean): void;
}

const CLOSED = 2;
/** A server that restarts is back in a few seconds; one that is away for long is not asked more often than this. */
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Follows a stream for as long as somebody looks. A browser gives up for good when the answer is no stream, as the 502
 * of a proxy while the server restarts: then it is opened anew, after pauses that double.
 * @param after runs work later; returns how to call it off
 * @returns ends it
 */
export function followStream(
  open: () => Stream,
  ears: StreamEars,
  after: (ms: number, work: () => void) => () => void = later,
): () => void {
  let stream: Stream;
  let pause = FIRST_PAUSE_MS;
  let callOff = () => {};
  const begin = () => {
    stream = open();
    stream.onopen = () => {
      pause = FIRST_PAUSE_MS;
      ears.open();
    };
    stream.onmessage = ({ data }: { readonly data: string }) => ears.message(data);
    stream.addEventListener('beat', () => ears.beat());
    stream.onerror = () => {
      const refused = stream.readyState === CLOSED;
      ears.lost(refused);
      if (!refused) return;
      callOff = after(pause, begin);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    };
  };
  begin();
  return () => {
    callOff();
    stream.close();
  };
}

function later(ms: number, work: () => void): () => void {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
}
