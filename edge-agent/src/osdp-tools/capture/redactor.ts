import { encodeFrame, type Frame, type Framed, SessionObserver } from '@vratar/protocol/osdp';
import { openBytes } from './sensitive.ts';

/** Bytes of discarded stretches that stay: enough to see what kind of frame was hit. */
const SHOWN_OF_GARBAGE = 6;

/**
 * Takes cards, PINs and keys out of what goes into a capture, and repairs the check field, so that every tool still
 * reads it. What a site's key encrypts stays: without the key it says nothing. What the default key encrypts is as good
 * as clear, and goes; the MACs behind it can then no longer be followed.
 */
export class Redactor {
  readonly #observers = new Map<number, { readonly observer: SessionObserver; isDefault: boolean }>();

  redact(framed: Framed): Uint8Array {
    if (framed.kind === 'frame') return this.#frame(framed.frame);
    return framed.bytes.map((byte, at) => (at < SHOWN_OF_GARBAGE ? byte : 0));
  }

  #frame(frame: Frame): Uint8Array {
    const known = this.#observers.get(frame.address) ?? {
      observer: new SessionObserver([]),
      isDefault: false,
    };
    this.#observers.set(frame.address, known);
    const observed = known.observer.observe(frame);
    if (observed.kind === 'handshake' && observed.key !== undefined)
      known.isDefault = observed.key === 'default';
    const open = openBytes(frame.reply, frame.code);
    if (open === Number.POSITIVE_INFINITY) return frame.bytes;
    if (frame.mac === undefined) return withData(frame, zeroed(frame.data, open));
    return known.isDefault ? withData(frame, zeroed(frame.data, 0)) : frame.bytes;
  }
}

function withData(frame: Frame, data: Uint8Array): Uint8Array {
  return encodeFrame(frame, { ...frame, data }, () => new Uint8Array(4));
}

function zeroed(data: Uint8Array, open: number): Uint8Array {
  return data.map((byte, at) => (at < open ? byte : 0));
}
