import { useEffect, useState } from 'react';
import { followStream } from './follow-stream.ts';

export interface Live<T> {
  readonly data: T | undefined;
  /** Whether the stream is open at this moment. */
  readonly connected: boolean;
  /** Whether it broke, or could not be opened, and is not open again: before the first answer it is neither. */
  readonly lost: boolean;
  /** Whether the last answer was no stream: a refusal, or a proxy whose server is away. It is asked again. */
  readonly refused: boolean;
  /** When the last message (a heartbeat included) came, by this device's clock; undefined before the first. */
  readonly heardAt: number | undefined;
}

/**
 * Follows a server-sent event stream whose messages each carry the whole state as JSON; event `beat` only proves life.
 * It reconnects by itself; meanwhile the last state stays, and `connected` says that it ages.
 */
export function useLive<T>(url: string): Live<T> {
  const [live, setLive] = useState<Live<T>>({
    data: undefined,
    connected: false,
    lost: false,
    refused: false,
    heardAt: undefined,
  });
  useEffect(() => {
    const heard = (change: Partial<Live<T>>) =>
      setLive((before) => ({ ...before, connected: true, lost: false, heardAt: Date.now(), ...change }));
    return followStream(() => new EventSource(url), {
      open: () => setLive((before) => ({ ...before, connected: true, lost: false, refused: false })),
      message: (text) => heard({ data: JSON.parse(text) as T }),
      beat: () => heard({}),
      lost: (refused) => setLive((before) => ({ ...before, connected: false, lost: true, refused })),
    });
  }, [url]);
  return live;
}
