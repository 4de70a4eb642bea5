import type { Duplex } from 'node:stream';
import type { Bus } from '../line/index.ts';

/** An open way for an ACU to reach a bus. */
export interface AcuPort {
  /** Where it is reached, for people. */
  readonly address: string;
  close(): Promise<void>;
}

export interface PortEvents {
  /** An ACU came or went; `why` says what happened. */
  readonly onAcu?: (connected: boolean, why: string) => void;
}

/** Unsent bytes beyond which a peer is taken for dead: it reads no more. */
const UNSENT_LIMIT = 65_536;

/** Lets the bus and a stream of bytes speak to each other until the stream ends. */
export function joinStream(bus: Bus, stream: Duplex, events: PortEvents, onEnd: () => void): void {
  let joined = true;
  const part = (why: string): void => {
    if (!joined) return;
    joined = false;
    bus.disconnectAcu();
    stream.destroy();
    events.onAcu?.(false, why);
    onEnd();
  };
  bus.connectAcu((bytes) => {
    if (stream.writableLength > UNSENT_LIMIT) part('does not read');
    else stream.write(bytes);
  });
  stream.on('data', (bytes: Buffer) => joined && bus.fromAcu(bytes));
  stream.on('error', (error) => part(error.message));
  stream.on('end', () => part('closed'));
  stream.on('close', () => part('closed'));
  events.onAcu?.(true, 'connected');
}
