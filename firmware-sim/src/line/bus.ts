import type { Random } from '../random/index.ts';
import type { Clock, Timer } from '../time/index.ts';
import { collide } from './collide.ts';
import { distort } from './distort.ts';
import { cleanWire, type WireFaults } from './faults.ts';
import { byteTime, resample } from './resample.ts';
import { Transmission } from './transmission.ts';

/** A device on the bus. */
export interface Station {
  /** Bits per second at which it listens and sends now. */
  readonly baud: number;
  /** Bytes that came over the wire; the last of them was through at `atMs`. */
  hear(bytes: Uint8Array, atMs: number): void;
}

export type Bytes = (bytes: Uint8Array, atMs: number) => void;

export interface BusOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** Bits per second of the line; devices that are set otherwise hear garbage. */
  readonly baud: number;
  /**
   * `follow`: the ACU's rate is that of whichever device it speaks to, for transports that carry no rate (a Unix socket,
   * a PTY). A number: the ACU sends and hears at exactly this rate until `setAcuBaud`.
   */
  readonly acuBaud?: number | 'follow';
  /** False where a real UART paces the bytes: they are handed on as they come. Default true. */
  readonly paced?: boolean;
  /** Longest wire time that is delivered in one piece, as a UART's FIFO does. Default 4 ms. */
  readonly pieceMs?: number;
}

/** Lateness of the simulator's own timers up to which it is not charged to the ACU. */
const FORGIVEN_MS = 5;
/** Finished transmissions are kept this long for collisions. */
const KEPT_MS = 1000;

/**
 * One half-duplex RS-485 pair: bytes of the ACU and of all devices, paced at ten bits a byte.
 *
 * It keeps ideal times: each byte has the moment at which a real wire would have carried it. The simulator's own timers
 * are late by up to a millisecond; bytes are never delivered early, and the lateness of a delivery is taken off the
 * moment at which the ACU's answer to it starts, so that lateness does not add up over an exchange.
 */
export class Bus {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #pieceMs: number;
  #follow: boolean;
  readonly #paced: boolean;
  readonly #stations = new Set<Station>();
  readonly #acu = {};
  #acuBaud: number;
  #toAcu: Bytes = () => {};
  #wire: Transmission[] = [];
  #acuFreeAt = 0;
  #lateness = 0;
  #faults: WireFaults = cleanWire;
  #spurious: Timer | undefined;

  constructor(options: BusOptions) {
    this.#clock = options.clock;
    this.#random = options.random;
    this.#pieceMs = options.pieceMs ?? 4;
    this.#paced = options.paced ?? true;
    this.#follow = (options.acuBaud ?? 'follow') === 'follow';
    this.#acuBaud = typeof options.acuBaud === 'number' ? options.acuBaud : options.baud;
  }

  /** Rate at which the ACU's bytes are paced now. */
  get acuBaud(): number {
    return this.#acuBaud;
  }

  /** The ACU's port is set to another speed; `follow`: to whichever the device it speaks to has. */
  setAcuBaud(baud: number | 'follow'): void {
    this.#follow = baud === 'follow';
    if (baud !== 'follow') this.#acuBaud = baud;
  }

  get faults(): WireFaults {
    return this.#faults;
  }

  setFaults(change: Partial<WireFaults>): void {
    this.#faults = { ...this.#faults, ...change };
    this.#spurious?.cancel();
    this.#spurious = undefined;
    if (this.#faults.spuriousPerSecond > 0) this.#planSpurious();
  }

  /** Where bytes for the ACU go. */
  connectAcu(listener: Bytes): void {
    this.#toAcu = listener;
  }

  disconnectAcu(): void {
    this.#toAcu = () => {};
    const now = this.#clock.now();
    for (const item of this.#wire) if (item.source === this.#acu) item.cutAt(now);
    this.#acuFreeAt = now;
  }

  join(station: Station): void {
    this.#stations.add(station);
  }

  /** The device is gone in the middle of whatever it was sending. */
  leave(station: Station): void {
    this.#stations.delete(station);
    this.stopSending(station);
  }

  stopSending(station: Station): void {
    for (const item of this.#wire) if (item.source === station) item.cutAt(this.#clock.now());
  }

  /** Bytes that the ACU writes now. */
  fromAcu(bytes: Uint8Array): void {
    const start = Math.max(this.#clock.now() - this.#lateness, this.#acuFreeAt);
    this.#acuFreeAt = this.#send(this.#acu, bytes, this.#acuBaud, start);
  }

  /** Bytes that a device sends, the first from `fromMs` on. Returns the moment at which the last is through. */
  transmit(station: Station, bytes: Uint8Array, fromMs: number): number {
    return this.#send(station, bytes, station.baud, fromMs);
  }

  /** Stops what runs by itself. */
  close(): void {
    this.setFaults({ spuriousPerSecond: 0 });
    this.#stations.clear();
    this.#wire = [];
    this.#toAcu = () => {};
  }

  #send(source: object, bytes: Uint8Array, baud: number, startMs: number): number {
    if (bytes.length === 0) return startMs;
    const item = new Transmission(source, bytes, baud, this.#paced ? byteTime(baud) : 0, startMs);
    this.#wire.push(item);
    this.#planPiece(item);
    return item.endMs;
  }

  #planPiece(item: Transmission): void {
    const to = item.pieceEnd(this.#pieceMs);
    this.#clock.at(item.endOf(to), () => this.#deliver(item, to));
  }

  #deliver(item: Transmission, planned: number): void {
    if (!this.#wire.includes(item)) return;
    const to = Math.min(planned, item.length);
    const at = item.endOf(to);
    const heard = distort(collide(item, item.delivered, to, this.#wire), this.#faults, this.#random);
    item.delivered = to;
    if (item.done) this.#forget(at);
    else this.#planPiece(item);
    if (heard.length > 0 && !this.#faults.cut) this.#carry(item, heard, at);
  }

  #carry(item: Transmission, bytes: Uint8Array, at: number): void {
    for (const station of [...this.#stations]) {
      if (station === item.source) continue;
      const matched = this.#follow && item.source === this.#acu;
      station.hear(matched ? bytes : resample(bytes, item.baud, station.baud), at);
    }
    if (item.source !== this.#acu) this.#answer(item, bytes, at);
    else if (this.#faults.echo) this.#give(bytes, at);
  }

  #answer(item: Transmission, bytes: Uint8Array, at: number): void {
    if (this.#follow) this.#acuBaud = item.baud;
    this.#give(resample(bytes, item.baud, this.#acuBaud), at);
  }

  #give(bytes: Uint8Array, at: number): void {
    this.#lateness = Math.min(FORGIVEN_MS, Math.max(0, this.#clock.now() - at));
    if (bytes.length > 0) this.#toAcu(bytes, at);
  }

  #forget(now: number): void {
    this.#wire = this.#wire.filter((item) => !item.done || item.endMs > now - KEPT_MS);
    if (this.#wire.every((item) => item.done)) this.#wire = [];
  }

  #planSpurious(): void {
    const wait = this.#random.exponential(this.#faults.spuriousPerSecond) * 1000;
    this.#spurious = this.#clock.at(this.#clock.now() + wait, () => {
      const now = this.#clock.now();
      const byte = this.#random.bytes(1);
      if (!this.#faults.cut && this.#wire.length === 0) {
        for (const station of [...this.#stations]) station.hear(byte, now);
        this.#toAcu(byte, now);
      }
      this.#planSpurious();
    });
  }
}
