import { type Frame, NAK, type Reply } from '@vratar/protocol/osdp';
import type { DeviceWish, LineEvent, PdAddress } from '../contract.ts';
import { Alarms } from './alarms.ts';
import type { DeviceConfig } from './config.ts';
import { type DeviceCounters, freshCounters } from './counters.ts';
import { Duties } from './duties.ts';
import { Link } from './link.ts';
import { Meeting, type PdIdentity, type Plan } from './meeting.ts';
import { Attention } from './parts/attention.ts';
import { type Request, request } from './parts/request.ts';
import type { TaskResult } from './parts/tasks.ts';
import { Presence } from './presence.ts';
import { reportEvent } from './reports.ts';
import { Restarts } from './restarts.ts';

/** What a device needs of its line. */
export interface DeviceHost {
  readonly wish: (address: PdAddress, now: number) => DeviceWish;
  readonly emit: (event: LineEvent) => void;
  readonly result: (result: TaskResult) => void;
  /** Fresh random bytes. */
  readonly random: (size: number) => Uint8Array;
  readonly inputsEveryMs: (device: Device) => number;
  /** A session has begun, and the device may be owed an OUT. */
  readonly began: (device: Device) => void;
}

export type Phase = 'meeting' | 'online' | 'untrusted';

/**
 * What became of the exchange in progress when a frame came. `waiting`: the frame belongs to an exchange of before, and
 * the right one may still follow; sending again at once would keep the two sides one step apart for ever.
 */
export type Outcome = 'done' | 'card' | 'damaged' | 'waiting';

interface Pending {
  readonly request: Request;
  readonly bytes: Uint8Array;
  notBefore: number;
}

const BUSY_PAUSE_MS = 5;
const RENEW_SESSION_MS = 24 * 3_600_000;
/** A PD whose key is wrong is tried again after this, doubling up to the second figure. */
const FIRST_RETRY_MS = 5000;
const LAST_RETRY_MS = 40_000;
/** Frames in a row that belong to no exchange of this session: the PD is there, and somewhere else. */
const MOST_UNUSABLE = 2;
const KEY_ALARMS = ['pd_default_key', 'pd_wrong_key', 'pd_in_clear', 'pd_demands_secure_channel'] as const;

/** One PD of a line: what it is to be sent next, and what its answers mean. */
export class Device {
  readonly address: PdAddress;
  readonly config: DeviceConfig;
  readonly counters: DeviceCounters = freshCounters();
  readonly presence = new Presence();
  readonly alarms: Alarms;
  readonly duties: Duties;
  readonly #host: DeviceHost;
  readonly #link: Link;
  readonly #meeting: Meeting;
  readonly #restarts = new Restarts();
  readonly #attention = new Attention();
  #phase: Phase = 'meeting';
  #pending: Pending | undefined;
  #identity: PdIdentity | undefined;
  #lastEmptyAt: number | undefined;
  #unusable = 0;
  #refusals = 0;
  #suspicion: 'pd_wrong_key' | 'pd_in_clear' = 'pd_in_clear';
  #handshakeAt = 0;
  #retryMs = FIRST_RETRY_MS;
  #fire = false;
  readonly #poll: Request;

  constructor(config: DeviceConfig, host: DeviceHost) {
    this.address = config.address;
    this.config = config;
    this.#host = host;
    this.#link = new Link(config.address, config.check ?? 'crc', host.random);
    const { address } = config;
    this.alarms = new Alarms((code, on, at) => host.emit({ kind: 'alarm', address, at, code, on }));
    this.duties = new Duties(
      (refused, at) => this.alarms.set('pd_refuses_outputs', refused, at),
      host.result,
    );
    this.#meeting = new Meeting('clear', {
      identified: (identity) => {
        this.#identity = identity;
      },
      met: (at) => this.#met(at),
      refused: (_error, at) => this.#refused('nak', at),
    });
    this.#poll = request(
      { kind: 'POLL' },
      (reply, at) => {
        if (reply.kind === 'ACK') this.#lastEmptyAt = at;
      },
      (error, at) => this.#pollRefused(error, at),
    );
    this.#meet();
  }

  get phase(): Phase {
    return this.#phase;
  }

  get identity(): PdIdentity | undefined {
    return this.#identity;
  }

  get secure(): boolean {
    return this.#link.secured === 'site';
  }

  /** Online and answering: it has a regular turn. */
  get regular(): boolean {
    return this.#phase === 'online' && !this.presence.silent;
  }

  /** A fire latch held its outputs released when its wish was last asked for. */
  get fire(): boolean {
    return this.#fire;
  }

  /** Moment from which there may be something to send beside regular turns. */
  get nextDueAt(): number {
    const due = this.presence.nextTryAt(this.#fire);
    return this.#pending === undefined ? due : Math.max(due, this.#pending.notBefore);
  }

  /** OUT, when an output is not what the gate wants now. */
  urgent(now: number): Request | undefined {
    const wish = this.#wish(now);
    if (this.#pending !== undefined || this.presence.silent || this.#phase === 'meeting') return undefined;
    return this.#phase === 'online' || wish.fire ? this.duties.outputs.out(wish, now) : undefined;
  }

  /** The POLL of a regular turn, or what has to be repeated first. */
  poll(now: number): Request | undefined {
    if (this.#pending === undefined) return this.#poll;
    return now >= this.#pending.notBefore ? this.#pending.request : undefined;
  }

  /** What a PD with regular turns is to be sent beside its POLLs. */
  extra(now: number): Request | undefined {
    if (this.#pending !== undefined) return undefined;
    if (now >= this.#handshakeAt && this.secure) this.#renew();
    return this.#phase === 'online' ? this.duties.next(this.#wish(now), now) : undefined;
  }

  /** What a PD without regular turns is to be sent: a probe, a step of the meeting, or what it may do untrusted. */
  outside(now: number): Request | undefined {
    if (now < this.nextDueAt) return undefined;
    if (this.#pending !== undefined) return this.#pending.request;
    if (this.#phase === 'untrusted' && this.#mayRetry(now)) this.#meet();
    if (this.#phase === 'meeting') return this.#meeting.next();
    return this.duties.guarded(this.#wish(now), now);
  }

  /** Bytes to send for `request`: those of before when it is a repetition. */
  begin(request: Request): Uint8Array {
    if (this.#pending?.request === request) {
      this.counters.repeats += 1;
      return this.#pending.bytes;
    }
    if (request === this.#poll) this.counters.polls += 1;
    const bytes = this.#link.send(request.message);
    this.#pending = { request, bytes, notBefore: 0 };
    return bytes;
  }

  /** A frame of this PD while its exchange is in progress. `turnaroundMs`: how long it thought. */
  take(frame: Frame, at: number, turnaroundMs: number): Outcome {
    const answer = this.#link.take(frame);
    if (answer.kind === 'unusable') return this.#takeUnusable(at);
    this.#unusable = 0;
    if (answer.kind === 'nak' && answer.error === NAK.badCheck) {
      this.counters.naks += 1;
      return 'damaged';
    }
    this.presence.answered(turnaroundMs);
    if (answer.kind === 'busy') return this.#takeBusy(at);
    this.#attention.heard(at);
    const request = this.#pending!.request;
    this.#pending = undefined;
    if (answer.kind === 'nak') this.#takeNak(answer.error, request, at);
    else if (answer.kind === 'refused') this.#refused(answer.reason, at);
    else return this.#takeReply(answer.reply, request, at);
    return 'done';
  }

  /** Nothing usable came. */
  failed(why: 'timeout' | 'damaged', now: number): void {
    this.counters[why === 'timeout' ? 'timeouts' : 'damaged'] += 1;
    this.presence.failed(now);
    this.duties.status.disturbed();
    if (this.presence.lost) this.restart('silent', now);
  }

  /** The link is started anew; a PD that was online is not until it was met again. */
  restart(reason: string, now: number): void {
    this.counters.resets += 1;
    if (this.#phase === 'online') {
      this.#tellOffline(reason, now);
      this.duties.tasks.abandon('offline');
    }
    this.#meet();
    const wait = reason === 'silent' ? 0 : this.#restarts.count(now);
    if (wait > 0) this.presence.postpone(now + wait);
  }

  /** It is no longer part of the line. */
  leave(now: number): void {
    if (this.#phase === 'online') {
      this.#tellOffline('removed', now);
    }
    this.alarms.clear(this.alarms.standing, now);
    this.duties.tasks.abandon('removed');
  }

  #tellOffline(reason: string, at: number): void {
    const { heardAt } = this.#attention;
    this.#host.emit({ kind: 'offline', address: this.address, at, reason, heardAt });
  }

  #wish(now: number): DeviceWish {
    const wish = this.#host.wish(this.address, now);
    this.#fire = wish.fire;
    return wish;
  }

  #meet(plan: Plan = this.config.security.kind, key: Uint8Array | 'default' = siteKey(this.config)): void {
    this.#phase = 'meeting';
    this.#pending = undefined;
    this.#unusable = 0;
    this.#lastEmptyAt = undefined;
    this.#link.reset();
    if (plan !== 'clear') this.#link.prepare(key);
    this.#meeting.restart(plan);
  }

  #renew(): void {
    this.#phase = 'meeting';
    this.#meeting.restart('renewal');
  }

  #met(at: number): void {
    const { plan } = this.#meeting;
    this.#handshakeAt = at + RENEW_SESSION_MS;
    this.#refusals = 0;
    if (plan === 'diagnosis') this.#distrust('pd_default_key', at);
    else if (plan === 'renewal') this.#phase = 'online';
    else this.#goOnline(at);
  }

  #goOnline(at: number): void {
    this.#phase = 'online';
    this.#retryMs = FIRST_RETRY_MS;
    this.alarms.clear(KEY_ALARMS, at);
    this.#begin();
    this.#host.emit({ kind: 'online', address: this.address, at, secure: this.secure });
  }

  /** A step of the handshake was refused, by the PD or by us. One failure may be chance: a restart in the middle. */
  #refused(reason: string, at: number): void {
    const { plan } = this.#meeting;
    if (plan === 'renewal') {
      this.#phase = 'online';
      this.restart('session', at);
    } else if (plan === 'diagnosis') {
      this.#meet('clear');
      this.#distrust(this.#suspicion, at);
    } else if (this.#refusals === 0) {
      this.#refusals = 1;
      this.#meet();
    } else {
      const provedOther = reason === 'cryptogram' || reason === 'refused' || reason === 'mac';
      this.#suspicion = provedOther ? 'pd_wrong_key' : 'pd_in_clear';
      this.#meet('diagnosis', 'default');
    }
  }

  #distrust(code: 'pd_default_key' | 'pd_wrong_key' | 'pd_in_clear', at: number): void {
    this.#phase = 'untrusted';
    this.#refusals = 1;
    this.#handshakeAt = at + this.#retryMs;
    this.#retryMs = Math.min(LAST_RETRY_MS, this.#retryMs * 2);
    this.alarms.clear(
      KEY_ALARMS.filter((other) => other !== code),
      at,
    );
    this.alarms.set(code, true, at);
    this.#begin();
  }

  #begin(): void {
    this.duties.reset(this.#host.inputsEveryMs(this));
    this.#host.began(this);
  }

  /** Under a fire latch a session over which releases go is worth more than a better one. */
  #mayRetry(now: number): boolean {
    return now >= this.#handshakeAt && !this.#wish(now).fire;
  }

  #takeUnusable(at: number): Outcome {
    this.counters.unusable += 1;
    this.#unusable += 1;
    if (this.#unusable <= MOST_UNUSABLE) return 'waiting';
    this.restart('session', at);
    return 'done';
  }

  #takeBusy(at: number): Outcome {
    this.counters.busy += 1;
    this.#pending!.notBefore = at + BUSY_PAUSE_MS;
    return 'done';
  }

  #takeNak(error: number, request: Request, at: number): void {
    this.counters.naks += 1;
    const aboutSession = error === NAK.secureChannelUnsupported || error === NAK.securityConditionsNotMet;
    if (this.#phase === 'online' && (error === NAK.badSequence || (aboutSession && this.secure))) {
      this.restart(error === NAK.badSequence ? 'sequence' : 'session', at);
    } else if (this.#phase === 'meeting' && error === NAK.badSequence && this.#meeting.begun) {
      this.restart('sequence', at);
    } else {
      request.refuse(error, at);
    }
  }

  #takeReply(reply: Reply, request: Request, at: number): Outcome {
    request.accept(reply, at);
    if (reply.kind === 'ACK') return 'done';
    if (reply.kind === 'OSTATR') this.duties.outputs.take(reply.outputs, this.#wish(at), at);
    return this.#report(reply, at);
  }

  #report(reply: Reply, at: number): Outcome {
    const trusted = this.#phase === 'online' || this.config.security.kind === 'clear';
    const event = reportEvent(reply, {
      address: this.address,
      at,
      trusted,
      lastEmptyAt: this.#lastEmptyAt,
      attention: this.#attention,
    });
    if (event === undefined) return 'done';
    const read = event.kind === 'card' || event.kind === 'keypad';
    if (read && !trusted) this.counters.untrustedReads += 1;
    if (event.kind === 'alarm') this.alarms.set(event.code as 'reader_fault', event.on, at);
    else this.#host.emit(event);
    return event.kind === 'card' ? 'card' : 'done';
  }

  #pollRefused(error: number, at: number): void {
    if (error !== NAK.secureChannelUnsupported && error !== NAK.securityConditionsNotMet) return;
    this.alarms.set('pd_demands_secure_channel', true, at);
    this.restart('demands secure channel', at);
  }
}

function siteKey(config: DeviceConfig): Uint8Array | 'default' {
  return config.security.kind === 'secure' ? config.security.key : 'default';
}
