import {
  AcuSession,
  type Command,
  decodeReply,
  encodeCommand,
  encodeFrame,
  type Frame,
  Framer,
  type KeySelector,
  nextSequence,
  type Reply,
  type Sequence,
  withMark,
} from '@vratar/protocol/osdp';
import { hex } from './bytes.ts';
import type { Heard } from './rig.ts';

/** Writes bytes and gives what the ACU then hears. */
export interface Wire {
  exchange(command: Uint8Array): Heard;
}

const RND_A = hex('b0b1b2b3b4b5b6b7');

/** A hand-driven ACU for one PD: one command at a time, no retries of its own. */
export class TestAcu {
  readonly #wire: Wire;
  readonly #address: number;
  #sequence: Sequence = 0;
  #session: AcuSession | undefined;
  lastSent: Uint8Array = new Uint8Array(0);

  constructor(wire: Wire, address = 0) {
    this.#wire = wire;
    this.#address = address;
  }

  /** The typed reply, or undefined when nothing readable came. */
  send(command: Command, sequence = this.#sequence): Reply | undefined {
    const header = { address: this.#address, sequence, check: 'crc' } as const;
    const message = encodeCommand(command);
    const bytes =
      this.#session?.state === 'open'
        ? this.#session.wrap(header, message)
        : encodeFrame(header, { reply: false, ...message });
    return this.transmit(bytes);
  }

  /** The same bytes as last time. */
  repeat(): Reply | undefined {
    return this.#read(this.#exchange(this.lastSent));
  }

  transmit(bytes: Uint8Array): Reply | undefined {
    this.lastSent = bytes;
    const frame = this.#exchange(bytes);
    if (frame !== undefined) this.#sequence = nextSequence(this.#sequence);
    return this.#read(frame);
  }

  /** False when the PD refused. */
  openSession(key: Uint8Array, selector: KeySelector): boolean {
    const session = new AcuSession({ key, selector });
    this.#session = undefined;
    this.#sequence = 0;
    this.send({ kind: 'ID', form: 0 });
    const ccrypt = this.#handshake(session.challenge(this.#header(), RND_A));
    if (ccrypt === undefined || !session.acceptCcrypt(ccrypt).ok) return false;
    const rmac = this.#handshake(session.scrypt(this.#header()));
    if (rmac === undefined || !session.acceptRmac(rmac).ok) return false;
    this.#session = session;
    return true;
  }

  restart(): void {
    this.#sequence = 0;
    this.#session = undefined;
  }

  #header() {
    return { address: this.#address, sequence: this.#sequence, check: 'crc' } as const;
  }

  #handshake(bytes: Uint8Array): Frame | undefined {
    const frame = this.#exchange(bytes);
    this.#sequence = nextSequence(this.#sequence);
    return frame;
  }

  #exchange(bytes: Uint8Array): Frame | undefined {
    const heard = this.#wire.exchange(withMark(bytes));
    const framed = new Framer().push(hex(heard.hex));
    return framed.find((item) => item.kind === 'frame')?.frame;
  }

  #read(frame: Frame | undefined): Reply | undefined {
    if (frame === undefined) return undefined;
    const opened = this.#session?.state === 'open' ? this.#session.unwrap(frame) : undefined;
    if (opened !== undefined && !opened.ok) return undefined;
    const { code, data } = opened ?? frame;
    const decoded = decodeReply(code, data);
    return decoded.ok ? decoded.value : undefined;
  }
}
