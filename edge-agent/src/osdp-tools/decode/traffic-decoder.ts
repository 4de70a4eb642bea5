import {
  commandName,
  decodeCommand,
  decodeReply,
  type Frame,
  type Framed,
  replyName,
  SessionObserver,
} from '@vratar/protocol/osdp';
import type { Entry } from './entry.ts';

/** Follows the traffic of a line: which message each frame carries, through secure channels where a key is known. */
export class TrafficDecoder {
  readonly #keys: Uint8Array[];
  readonly #observers = new Map<number, SessionObserver>();

  /** `keys`: base keys to try. Keys that are set in the traffic and can be read are tried from then on. */
  constructor(keys: readonly Uint8Array[]) {
    this.#keys = [...keys];
  }

  take(framed: Framed, atNs: bigint): Entry {
    if (framed.kind === 'discarded') {
      return { kind: 'discarded', atNs, reason: framed.reason, bytes: framed.bytes };
    }
    const { frame } = framed;
    const name = frame.reply ? replyName(frame.code) : commandName(frame.code);
    const security = this.#observerOf(frame.address).observe(frame);
    const entry = { kind: 'frame', atNs, frame, name, security } as const;
    if (security.kind === 'sealed') return { ...entry, message: undefined, problem: undefined };
    const data = security.kind === 'opened' ? security.data : frame.data;
    const decoded = frame.reply ? decodeReply(frame.code, data) : decodeCommand(frame.code, data);
    if (!decoded.ok) return { ...entry, message: undefined, problem: decoded.problem };
    if (decoded.value.kind === 'KEYSET') this.#keys.push(Uint8Array.from(decoded.value.key));
    return { ...entry, message: decoded.value, problem: undefined };
  }

  #observerOf(address: Frame['address']): SessionObserver {
    const known = this.#observers.get(address);
    if (known !== undefined) return known;
    const observer = new SessionObserver(this.#keys);
    this.#observers.set(address, observer);
    return observer;
  }
}
