import { useEffect, useState } from 'react';

export interface Live<T> {
  readonly data: T | undefined;
  /** Whether the stream is open at this moment. */
  readonly connected: boolean;
  /** Whether the server answered with something that is no stream: the browser does not ask again by itself. */
  readonly refused: boolean;
  /** When the last message (a heartbeat included) came, by this device's clock; undefined before the first. */
  readonly heardAt: number | undefined;
}

/**
 * Follows a server-sent event stream whose messages each carry the whole state as JSON; event `beat` only proves life.
 * The browser reconnects by itself; meanwhile the last state stays, and `connected` says that it ages.
 */
export function useLive<T>(url: string): Live<T> {
  const [live, setLive] = useState<Live<T>>({
    data: undefined,
    connected: false,
    refused: false,
    heardAt: undefined,
  });
  useEffect(() => {
    const source = new EventSource(url);
    const heard = (change: Partial<Live<T>>) =>
      setLive((before) => ({ ...before, connected: true, heardAt: Date.now(), ...change }));
    source.onopen = () => setLive((before) => ({ ...before, connected: true }));
    source.onmessage = (message) => heard({ data: JSON.parse(message.data) as T });
    source.addEventListener('beat', () => heard({}));
    source.onerror = () => {
      const refused = source.readyState === EventSource.CLOSED;
      setLive((before) => ({ ...before, connected: false, refused }));
    };
    return () => source.close();
  }, [url]);
  return live;
}
