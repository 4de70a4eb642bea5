import {
  AcuSession,
  type Command,
  DEFAULT_KEY,
  decodeFrame,
  encodeCommand,
  encodeFrame,
  encodeReply,
  type Framed,
  type KeySelector,
  nextSequence,
  PdSession,
  type Reply,
  type Sequence,
} from '@vratar/protocol/osdp';

const CUID = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);

/** Frames between an ACU and a PD at address 5, as somebody on the line sees them. */
export class Conversation {
  readonly frames: Framed[] = [];
  #sequence: Sequence = 0;
  #acu: AcuSession | undefined;
  #pd: PdSession | undefined;

  clear(command: Command, reply: Reply): this {
    const header = this.#next();
    this.#said(encodeFrame(header, { reply: false, ...encodeCommand(command) }));
    this.#said(encodeFrame(header, { reply: true, ...encodeReply(reply) }));
    return this;
  }

  open(key: Uint8Array, selector: KeySelector): this {
    const acu = new AcuSession({ key, selector });
    const siteKey = selector === 'site' ? key : undefined;
    const pd = new PdSession({ cuid: CUID, siteKey, acceptsDefaultKey: selector === 'default' });
    let header = this.#next();
    pd.acceptChallenge(this.#said(acu.challenge(header, new Uint8Array(8).fill(this.#sequence + 1))), CUID);
    acu.acceptCcrypt(this.#said(pd.ccrypt(header)));
    header = this.#next();
    pd.acceptScrypt(this.#said(acu.scrypt(header)));
    acu.acceptRmac(this.#said(pd.rmac(header)));
    this.#acu = acu;
    this.#pd = pd;
    return this;
  }

  secure(command: Command, reply: Reply): this {
    const header = this.#next();
    this.#pd!.unwrap(this.#said(this.#acu!.wrap(header, encodeCommand(command))));
    this.#acu!.unwrap(this.#said(this.#pd!.wrap(header, encodeReply(reply))));
    return this;
  }

  /** The last exchange once more, as after a lost answer. */
  repeat(): this {
    this.frames.push(...this.frames.slice(-2));
    return this;
  }

  #next() {
    this.#sequence = nextSequence(this.#sequence);
    return { address: 5, sequence: this.#sequence, check: 'crc' } as const;
  }

  #said(bytes: Uint8Array) {
    const result = decodeFrame(bytes);
    if (!result.ok) throw new Error(result.reason);
    this.frames.push({ kind: 'frame', frame: result.frame, bytes });
    return result.frame;
  }
}

export const SITE_KEY = new Uint8Array(16).fill(0xc5);
export { DEFAULT_KEY };
