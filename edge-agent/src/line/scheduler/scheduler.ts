import { type Frame, Framer, type FramerCounters } from '@vratar/protocol/osdp';
import type { LineEvent, PdAddress, WishSource } from '../contract.ts';
import type { LineConfig } from './config.ts';
import { CutAnswers } from './cut-answers.ts';
import { Device, type DeviceHost } from './device.ts';
import type { LineEffects, LineInput } from './effects.ts';
import { Exchange } from './exchange.ts';
import { inputsEveryMs } from './inputs-period.ts';
import type { Task, TaskResult } from './parts/tasks.ts';
import { Picker } from './picker.ts';
import { Rotation } from './rotation.ts';
import { sameDevice } from './same-device.ts';
import type { Commission } from './standing.ts';
import { type DeviceStatus, deviceStatus } from './status.ts';
import { CLEAR_POLL_BYTES, LineTiming } from './timing.ts';

export interface LineStatus {
  readonly up: boolean;
  readonly baud: number;
  readonly framer: FramerCounters;
  /** The ACU's own bytes, heard again: an adapter that does not switch its receiver off. */
  readonly echoes: number;
  readonly devices: readonly DeviceStatus[];
}

/** POLL in secure channel, mark byte included; its empty answer is as long. */
const SECURE_POLL_BYTES = 15;
const EMPTY_EXCHANGE_BYTES = 2 * SECURE_POLL_BYTES;

/**
 * One half-duplex line: what goes out when, and what comes of what came in. Pure: no port, no clock, no timers; the
 * same inputs at the same times give the same bytes, given the same `random`.
 */
export class LineScheduler {
  readonly #wishes: WishSource;
  readonly #random: (size: number) => Uint8Array;
  readonly #framer = new Framer();
  readonly #rotation = new Rotation();
  readonly #picker = new Picker(
    this.#rotation,
    () => this.#exchangeMs,
    (device) => this.#tryMs(device),
  );
  readonly #cutAnswers = new CutAnswers();
  readonly #host: DeviceHost;
  #timing: LineTiming;
  #exchange: Exchange | undefined;
  #up = false;
  #portLost = false;
  #sendFrom = 0;
  #exchangeMs: number;
  #echoes = 0;
  #fireWaits = false;
  #events: LineEvent[] = [];
  #results: TaskResult[] = [];

  /** `random` yields fresh random bytes: challenges of the secure channel. */
  constructor(config: LineConfig, wishes: WishSource, random: (size: number) => Uint8Array) {
    this.#wishes = wishes;
    this.#random = random;
    this.#timing = timingOf(config);
    this.#exchangeMs = this.#timing.wire(EMPTY_EXCHANGE_BYTES);
    this.#host = {
      wish: (address, now) => this.#wishes(address, now),
      emit: (event) => this.#events.push(event),
      result: (result) => this.#results.push(result),
      random: (size) => this.#random(size),
      began: (device) => this.#picker.touch(device),
      inputsEveryMs: (device) => inputsEveryMs(device, this.#rotation.all, this.#timing),
    };
    this.#configure(config, 0);
  }

  step(input: LineInput, now: number): LineEffects {
    this.#events = [];
    this.#results = [];
    this.#apply(input, now);
    if (this.#exchange !== undefined && now >= this.#deadline(this.#exchange))
      this.#expire(this.#exchange, now);
    // What was learned may change what is to be sent: the gate hears it first, and is asked when it has.
    const tellFirst = this.#events.length > 0 && input.kind !== 'wake';
    const send = tellFirst ? undefined : this.#next(now);
    const wakeAt = tellFirst && this.#up ? now : this.#wakeAt(now);
    return { send, events: this.#events, results: this.#results, wakeAt };
  }

  status(): LineStatus {
    return {
      up: this.#up,
      baud: this.#timing.baud,
      framer: this.#framer.counters,
      echoes: this.#echoes,
      devices: this.#rotation.all.map(deviceStatus),
    };
  }

  #apply(input: LineInput, now: number): void {
    if (input.kind === 'bytes') this.#hear(input.bytes, now);
    else if (input.kind === 'touched') this.#touch(input.address, now);
    else if (input.kind === 'port') this.#port(input.up, input.reason, now);
    else if (input.kind === 'configure') this.#configure(input.config, now);
    else if (input.kind === 'task') this.#task(input.address, input.task);
    else if (input.kind === 'commission') this.#commission(input.address, input, now);
  }

  #commission(address: PdAddress, order: Commission, now: number): void {
    const device = this.#rotation.get(address);
    if (device === undefined) this.#results.push({ id: order.id, ok: false, why: 'removed' });
    else if (device.secure) {
      // It has proved that it has the site's key: a lane is not disturbed for an order that cannot be carried out.
      this.#results.push({ id: order.id, ok: false, why: 'no_default_key' });
    } else {
      if (this.#exchange?.device === device) this.#free(this.#exchange.usualEnd);
      this.#picker.forget(device);
      device.commission(order, now);
    }
  }

  #task(address: PdAddress, task: Task): void {
    const device = this.#rotation.get(address);
    if (device?.phase === 'online') device.duties.tasks.add(task);
    else this.#results.push({ id: task.id, ok: false, why: device === undefined ? 'removed' : 'offline' });
  }

  #hear(bytes: Uint8Array, now: number): void {
    for (const found of this.#framer.push(bytes)) if (found.kind === 'frame') this.#frame(found.frame, now);
    this.#exchange?.heard(this.#framer.pending, now);
  }

  #frame(frame: Frame, now: number): void {
    if (!frame.reply) {
      this.#echoes += 1;
      return;
    }
    const exchange = this.#exchange;
    if (exchange?.device.address === frame.address) this.#answer(frame, exchange, now);
    else this.#late(frame, now);
  }

  #answer(frame: Frame, exchange: Exchange, now: number): void {
    const { device } = exchange;
    const length = frame.bytes.length + 1;
    const wasSilent = device.presence.silent;
    const hadFailed = device.presence.failures > 0;
    const outcome = device.take(frame, now, exchange.turnaround(length, now));
    if (outcome === 'waiting') {
      exchange.expectAnother(now);
      return;
    }
    this.#free(exchange.freeAt(length, now));
    // What it was owed could not be sent while its answer was missing.
    if (hadFailed) this.#picker.touch(device);
    if (wasSilent) for (const other of this.#rotation.all) other.presence.neighbourBack(now);
    if (outcome === 'damaged') this.#fail(device, 'damaged', now);
    if (outcome === 'card') this.#picker.hold(device, now, this.#exchangeMs);
    else if (exchange.length + length <= EMPTY_EXCHANGE_BYTES) {
      this.#exchangeMs += (now - exchange.sentAt - this.#exchangeMs) / 16;
    }
  }

  #late(frame: Frame, now: number): void {
    const device = this.#rotation.get(frame.address);
    if (device === undefined) return;
    device.counters.late += 1;
    device.presence.heardLate(now);
  }

  #tryMs({ agenda, presence, secure, usualTurnaround }: Device): number {
    const { latencyMs, gapMs } = this.#timing;
    const bytes = agenda.unansweredBytes || (secure ? SECURE_POLL_BYTES : CLEAR_POLL_BYTES);
    const ms =
      presence.failures === 0
        ? this.#timing.usualEnd(0, bytes, usualTurnaround)
        : this.#timing.replyBy(0, bytes, presence.allowance(latencyMs));
    return ms + gapMs;
  }

  #deadline(exchange: Exchange): number {
    return this.#fireWaits ? Math.min(exchange.deadline, exchange.usualEnd) : exchange.deadline;
  }

  /** Time is up. What lies in the framer is no frame any more, but one may be hidden in it. */
  #expire(exchange: Exchange, now: number): void {
    let begun = false;
    for (const found of this.#framer.flush()) {
      if (found.kind === 'frame') this.#frame(found.frame, now);
      else begun ||= found.reason !== 'noise';
    }
    exchange.heard(false, now);
    if (this.#exchange !== exchange) return;
    if (!begun && now < this.#deadline(exchange)) return;
    const { device } = exchange;
    this.#free(now + this.#timing.gapMs);
    const again = !begun && this.#cutAnswers.expired(exchange, now);
    if (device.presence.silent) this.#picker.probed(now, now - exchange.sentAt);
    this.#fail(device, begun ? 'damaged' : 'timeout', now);
    if (again) this.#picker.repeat(device);
  }

  #fail(device: Device, why: 'timeout' | 'damaged', now: number): void {
    device.failed(why, now, !this.#rotation.all.some(({ regular }) => regular));
    if (why === 'damaged' && device.presence.damagedAnswers === 1) this.#picker.repeat(device);
  }

  #free(sendFrom: number): void {
    this.#exchange = undefined;
    this.#fireWaits = false;
    this.#sendFrom = sendFrom;
  }

  #next(now: number): Uint8Array | undefined {
    if (!this.#up || this.#exchange !== undefined || now < this.#sendFrom) return undefined;
    const pick = this.#picker.next(now);
    if (pick === undefined) return undefined;
    if (this.#framer.pending) this.#framer.flush();
    const { device, request } = pick;
    const bytes = device.begin(request, now);
    this.#exchange = new Exchange(pick, bytes.length, now, this.#timing, this.#hurryAt(device, now));
    this.#fireWaits = this.#picker.fireWaits(device, now);
    return bytes;
  }

  /** From when on this device is waited for no longer than its answers usually take. */
  #hurryAt(device: Device, now: number): number {
    if (this.#picker.isBriefTry(device, now) || this.#cutAnswers.maySpoil(device, now)) return now;
    return device.presence.silent || device.isSoughtInFire
      ? Number.POSITIVE_INFINITY
      : this.#picker.readBy(device);
  }

  #wakeAt(now: number): number {
    if (!this.#up) return Number.POSITIVE_INFINITY;
    if (this.#exchange !== undefined) return this.#deadline(this.#exchange);
    return now < this.#sendFrom ? this.#sendFrom : this.#picker.nextDueAt(now);
  }

  #touch(address: number | undefined, now: number): void {
    for (const device of this.#rotation.all) {
      if (address === undefined || device.address === address) this.#picker.touch(device);
    }
    const exchange = this.#exchange;
    if (exchange !== undefined) this.#fireWaits = this.#picker.fireWaits(exchange.device, now);
  }

  #port(up: boolean, reason: string, now: number): void {
    const wasLost = this.#portLost;
    if (up ? this.#up : wasLost) return;
    this.#portLost = !up;
    this.#up = up;
    this.#framer.flush('closed');
    this.#free(now);
    for (const device of this.#rotation.all) {
      this.#picker.forget(device);
      if (up) device.presence.expected();
      else device.restart('port lost', now);
    }
    this.#events.push({ kind: 'port', at: now, up, reason });
  }

  #configure(config: LineConfig, now: number): void {
    this.#timing = timingOf(config);
    const kept = new Set<Device>();
    const devices = config.devices.map((wanted) => {
      const known = this.#rotation.get(wanted.address);
      if (known === undefined || !sameDevice(known.config, wanted)) return new Device(wanted, this.#host);
      kept.add(known);
      // Its inputs may mean something else now: they are told again.
      known.duties.status.disturbed();
      return known;
    });
    for (const device of this.#rotation.all) if (!kept.has(device)) this.#remove(device, now);
    this.#rotation.set(devices);
  }

  #remove(device: Device, now: number): void {
    device.leave(now);
    this.#picker.forget(device);
    if (this.#exchange?.device === device) this.#free(this.#exchange.usualEnd);
  }
}

function timingOf({ baud, gapMs, latencyMs }: LineConfig): LineTiming {
  return new LineTiming(baud, gapMs, latencyMs);
}
