import {
  type Command,
  type ContactState,
  type Frame,
  Framer,
  type Reply,
  withMark,
} from '@vratar/protocol/osdp';
import { type Bus, byteTime, type Station } from '../line/index.ts';
import type { Random } from '../random/index.ts';
import type { Clock, Timer } from '../time/index.ts';
import { type LocalStatus, PdDevice } from './device.ts';
import { execute } from './execute.ts';
import { faultlessPd, type PdFaults } from './faults.ts';
import { type Capability, capabilitiesOf, clientId, type PdIdentity } from './identity.ts';
import { PdLink } from './link.ts';
import type { LinkAnswer, LinkEntry } from './link-answer.ts';
import type { PdMemory } from './memory.ts';
import type { PdListener, PdOptions } from './pd-options.ts';
import type { PdView } from './pd-view.ts';
import type { CardRead } from './report-queue.ts';
import { spoil } from './spoil.ts';

/** A pause between two bytes of one frame after which a receiver gives the frame up, ms. */
const INTER_CHARACTER_MS = 20;
const DEFAULT_BOOT_MS = 300;

/** One OSDP peripheral on a bus. */
export class Pd implements Station {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #bus: Bus;
  readonly #identity: PdIdentity;
  readonly #capabilities: readonly Capability[];
  readonly #turnaroundMs: number;
  readonly #bootMs: number;
  readonly #listener: PdListener;
  readonly #device: PdDevice;
  readonly #link: PdLink;
  #framer: Framer;
  #baud: number;
  #faults: PdFaults = faultlessPd;
  #muteUntilMs = Number.NEGATIVE_INFINITY;
  #lastByteMs = Number.NEGATIVE_INFINITY;
  /** Between a command and the end of its reply the device listens to nothing. */
  #deafUntilMs = Number.NEGATIVE_INFINITY;
  #powered = true;
  #boot: Timer | undefined;
  /** The command that it will look at when its turnaround is over. */
  #thinking: Timer | undefined;

  constructor(options: PdOptions) {
    this.#clock = options.clock;
    this.#random = options.random;
    this.#bus = options.bus;
    this.#identity = options.identity;
    this.#capabilities =
      options.capabilities ?? capabilitiesOf(options.hardware, options.memory.security !== 'plain');
    this.#turnaroundMs = options.turnaroundMs ?? 0;
    this.#bootMs = options.bootMs ?? DEFAULT_BOOT_MS;
    this.#listener = options.listener ?? {};
    this.#device = new PdDevice(options.clock, options.hardware, (output, on, at) =>
      this.#listener.output?.(output, on, at),
    );
    this.#link = new PdLink(
      {
        execute: (command, secure, at) => this.#execute(command, secure, at),
        remember: (memory) => this.#listener.remembered?.(memory),
      },
      options.memory,
      clientId(options.identity),
      options.habits ?? { keysetAck: 'session' },
      options.random,
    );
    this.#framer = new Framer({ longest: options.hardware.receiveBuffer });
    this.#baud = options.memory.baud;
    this.#bus.join(this);
  }

  get baud(): number {
    return this.#baud;
  }

  get address(): number {
    return this.#link.memory.address;
  }

  get memory(): PdMemory {
    return this.#link.memory;
  }

  get powered(): boolean {
    return this.#powered;
  }

  get faults(): PdFaults {
    return this.#faults;
  }

  setFaults(change: Partial<PdFaults>): void {
    this.#faults = { ...this.#faults, ...change };
  }

  /** Answers nothing until `untilMs`. */
  muteUntil(untilMs: number): void {
    this.#muteUntilMs = untilMs;
  }

  /** A card or phone is held to a reader. False when nothing came of it: no power, no such reader, queue full. */
  present(read: CardRead): boolean {
    if (!this.#alive || this.#device.panels[read.reader] === undefined) return false;
    return this.#device.addCard(read, this.#clock.now());
  }

  /** Keys are pressed at a reader's keypad. */
  press(reader: number, digits: string): boolean {
    if (!this.#alive || this.#device.panels[reader] === undefined) return false;
    return this.#device.addKeys({ reader, digits }, this.#clock.now());
  }

  setInput(input: number, state: ContactState): void {
    this.#device.setInput(input, state, this.#clock.now(), this.#alive);
  }

  setLocal(change: Partial<LocalStatus>): void {
    this.#device.setLocal(change, this.#clock.now(), this.#alive);
  }

  /** Set anew by an installer's hand (address switches, configuration card): as after a power cycle. */
  reconfigure(change: Partial<PdMemory>): void {
    const memory = { ...this.#link.memory, ...change };
    this.#link.reset(memory);
    this.#baud = memory.baud;
    this.#listener.remembered?.(memory);
  }

  powerOff(): void {
    if (!this.#powered) return;
    const now = this.#clock.now();
    this.#powered = false;
    this.#deafUntilMs = now;
    this.#boot?.cancel();
    this.#boot = undefined;
    this.#thinking?.cancel();
    this.#bus.stopSending(this);
    this.#device.loseState(now);
    this.#link.reset();
    this.#framer = new Framer({ longest: this.#device.hardware.receiveBuffer });
    this.#listener.powered?.(false, now);
  }

  powerOn(): void {
    if (this.#powered) return;
    this.#powered = true;
    const ready = this.#clock.now() + this.#bootMs;
    this.#boot = this.#clock.at(ready, () => {
      this.#boot = undefined;
    });
    this.#listener.powered?.(true, this.#clock.now());
  }

  /** Power off, and on again after `offMs`. */
  powerCycle(offMs: number): void {
    this.powerOff();
    this.#clock.at(this.#clock.now() + offMs, () => this.powerOn());
  }

  /** Gone from the bus for good. */
  remove(): void {
    this.powerOff();
    this.#bus.leave(this);
  }

  hear(bytes: Uint8Array, atMs: number): void {
    if (!this.#alive || atMs <= this.#deafUntilMs) return;
    const firstMs = atMs - bytes.length * byteTime(this.#baud);
    if (this.#framer.pending && firstMs - this.#lastByteMs > INTER_CHARACTER_MS) this.#framer.flush();
    this.#lastByteMs = atMs;
    for (const found of this.#framer.push(bytes)) {
      if (found.kind !== 'frame' || atMs <= this.#deafUntilMs) continue;
      if (this.#link.concerns(found.frame)) this.#take(found.frame, atMs);
    }
  }

  view(): PdView {
    const now = this.#clock.now();
    const device = this.#device;
    const heard = this.#link.heardMs;
    return {
      address: this.address,
      baud: this.#baud,
      powered: this.#powered,
      session: this.#link.session,
      heardAgoMs: Number.isFinite(heard) ? Math.max(0, now - heard) : undefined,
      inputs: device.inputs,
      outputs: device.outputs.states(),
      local: device.local,
      panels: device.panels.map((panel) => panel.view(now)),
      waitingReports: device.reports.length,
      lostReads: device.reports.lost,
      faults: this.#faults,
    };
  }

  get #alive(): boolean {
    return this.#powered && this.#boot === undefined;
  }

  #execute(command: Command, secure: boolean, atMs: number): Reply {
    return execute(command, {
      device: this.#device,
      identity: this.#identity,
      capabilities: this.#capabilities,
      mayReport: secure || this.#link.memory.security !== 'required',
      atMs,
    });
  }

  #meddling(): { busy: boolean; nak?: number; wrongSequence: boolean } {
    const { busyRate, nakRate, nakCode, wrongSequenceRate } = this.#faults;
    return {
      busy: this.#random.chance(busyRate),
      ...(this.#random.chance(nakRate) ? { nak: nakCode } : {}),
      wrongSequence: this.#random.chance(wrongSequenceRate),
    };
  }

  /**
   * A device that is slow to answer is one that comes late to look at what it heard: what it says is what is true when it
   * begins to say it.
   */
  #take(frame: Frame, atMs: number): void {
    const start = atMs + this.#turnaroundMs + this.#faults.slowMs;
    this.#deafUntilMs = start;
    if (start === atMs) this.#answer(frame, atMs, start);
    else this.#thinking = this.#clock.at(start, () => this.#answer(frame, atMs, start));
  }

  #answer(frame: Frame, heardMs: number, start: number): void {
    const answer = this.#link.receive(frame, start, this.#meddling());
    if (answer !== undefined) this.#reply({ ...answer, entry: { ...answer.entry, atMs: heardMs } }, start);
  }

  #reply({ bytes, entry }: LinkAnswer, start: number): void {
    this.#listener.received?.(entry);
    if (this.#faults.mute || entry.atMs < this.#muteUntilMs) return;
    const end = this.#bus.transmit(this, spoil(withMark(bytes), this.#faults, this.#random), start);
    this.#deafUntilMs = end;
    this.#clock.at(end, () => this.#sent(entry, end));
    if (this.#random.chance(this.#faults.rebootRate)) {
      this.#clock.at((start + end) / 2, () => this.powerCycle(0));
    }
  }

  /** A new speed holds from the end of the reply that announced it. */
  #sent(entry: LinkEntry, atMs: number): void {
    if (!this.#alive) return;
    this.#baud = this.#link.memory.baud;
    this.#listener.replied?.(entry, atMs);
  }
}
