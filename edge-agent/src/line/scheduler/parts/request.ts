import { type Command, encodeCommand, type Message, type Reply } from '@vratar/protocol/osdp';

/** One command that a device is to be sent, and what its answer means. Repeats, BUSY and silence are the line's. */
export interface Request {
  readonly message: Message | 'challenge' | 'scrypt';
  readonly accept: (reply: Reply, at: number) => void;
  /** NAK with a code that concerns this command rather than the link. */
  readonly refuse: (error: number, at: number) => void;
}

export function request(
  command: Command,
  accept: Request['accept'],
  refuse: Request['refuse'] = () => {},
): Request {
  return { message: encodeCommand(command), accept, refuse };
}
