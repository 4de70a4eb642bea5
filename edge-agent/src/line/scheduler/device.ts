import { type Frame, NAK, type Reply } from '@vratar/protocol/osdp';
import type { DeviceWish, LineEvent, PdAddress } from '../contract.ts';
import { Agenda } from './agenda.ts';
import { Alarms } from './alarms.ts';
import type { DeviceConfig } from './config.ts';
import { type DeviceCounters, freshCounters } from './counters.ts';
import { Duties } from './duties.ts';
import { Link } from './link.ts';
import type { PdIdentity } from './meeting.ts';
import { Attention } from './parts/attention.ts';
import { EmptyProof } from './parts/empty-proof.ts';
import { type Request, request } from './parts/request.ts';
import type { TaskResult } from './parts/tasks.ts';
import { Unanswered } from './parts/unanswered.ts';
import { Presence, SHORT_PROBE_MS, SOUGHT_PROBE_MS } from './presence.ts';
import { reportEvent } from './reports.ts';
import { Restarts } from './restarts.ts';
import { type Commission, type Phase, Standing } from './standing.ts';
import { REPLY_DELAY_MS } from './timing.ts';

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

/**
 * What became of the exchange in progress when a frame came. `waiting`: the frame belongs to an exchange of before, and
 * the right one may still follow; sending again at once would keep the two sides one step apart for ever.
 */
export type Outcome = 'done' | 'card' | 'damaged' | 'waiting';

const BUSY_PAUSE_MS = 5;
/** Frames in a row that belong to no exchange of this session: the PD is there, and somewhere else. */
const MOST_UNUSABLE = 2;

/** One PD of a line: its link, and what its answers mean. What it is to be sent next stands in its `agenda`. */
export class Device {
  readonly address: PdAddress;
  readonly counters: DeviceCounters = freshCounters();
  readonly presence = new Presence();
  readonly alarms: Alarms;
  readonly duties: Duties;
  readonly agenda: Agenda;
  readonly #host: DeviceHost;
  readonly #link: Link;
  readonly #standing: Standing;
  readonly #restarts = new Restarts();
  readonly #attention = new Attention();
  readonly #unanswered = new Unanswered();
  readonly #empty = new EmptyProof();
  readonly #poll: Request;
  /** When what is being answered was first asked: an answer proves nothing about the time after. */
  #askedAt = 0;
  #unusable = 0;
  #polledAt = Number.NEGATIVE_INFINITY;

  constructor(config: DeviceConfig, host: DeviceHost) {
    const { address } = config;
    this.address = address;
    this.#host = host;
    this.#link = new Link(address, config.check ?? 'crc', host.random);
    this.alarms = new Alarms((code, on, at) => host.emit({ kind: 'alarm', address, at, code, on }));
    this.duties = new Duties(
      (refused, at) => this.alarms.set('pd_refuses_outputs', refused, at),
      host.result,
    );
    this.#poll = request(
      { kind: 'POLL' },
      (reply) => this.#empty.polled(reply.kind === 'ACK', this.#askedAt),
      (error, at) => this.#pollRefused(error, at),
    );
    this.#standing = new Standing(config, {
      alarms: this.alarms,
      relink: (key) => this.#relink(key),
      began: () => {
        this.duties.reset(host.inputsEveryMs(this));
        host.began(this);
      },
      online: (at) => host.emit({ kind: 'online', address, at, secure: this.secure }),
      offline: (reason, at) => this.#tellOffline(reason, at),
      result: host.result,
    });
    this.agenda = new Agenda({
      presence: this.presence,
      unanswered: this.#unanswered,
      duties: this.duties,
      standing: this.#standing,
      poll: this.#poll,
      wish: (now) => host.wish(address, now),
    });
    this.#standing.meet();
  }

  /** As configured, or as a commissioning has left it. */
  get config(): DeviceConfig {
    return this.#standing.config;
  }

  get phase(): Phase {
    return this.#standing.phase;
  }

  get identity(): PdIdentity | undefined {
    return this.#standing.identity;
  }

  /** In secure channel under the site's key. */
  get secure(): boolean {
    return this.#link.secured === 'site';
  }

  /** A POLL of this session was answered with nothing: a read has a known age. */
  get proved(): boolean {
    return this.#empty.at !== undefined;
  }

  /** Nothing was answered since the link was started anew, and the last try was in vain: nobody may be there. */
  get absent(): boolean {
    return this.presence.failures > 0 && !this.#standing.begun;
  }

  /** Its release under a fire latch waits for a first answer, and nobody knows whether one will come. */
  get isSoughtInFire(): boolean {
    return this.#standing.isStranger && this.agenda.fire;
  }

  /** Online and answering: it has a regular turn. */
  get regular(): boolean {
    return this.phase === 'online' && !this.presence.silent;
  }

  /**
   * For how long its next answer is waited for in a hurry, in ms: as long as it ever thought. One that is being met may take
   * longer for a handshake than for the POLLs before it: as long as a stranger's probe at least. Once that was too short for
   * one that is there, as long as the standard allows, lest it be asked into its own answers for ever; under a fire latch at
   * once, because its own release waits for the handshake.
   */
  get usualTurnaround(): number {
    const { slowestTurnaround, slowerThanAwaited, failures } = this.presence;
    if (this.phase === 'online' || this.phase === 'untrusted') return slowestTurnaround;
    const isThere = this.#standing.begun
      ? failures > 0 || this.agenda.fire
      : slowerThanAwaited && this.agenda.fire;
    if (isThere) return REPLY_DELAY_MS;
    return Math.max(slowestTurnaround, this.isSoughtInFire ? SOUGHT_PROBE_MS : SHORT_PROBE_MS);
  }

  /** Moment of its last POLL. */
  get polledAt(): number {
    return this.#polledAt;
  }

  /** Its last answer to a POLL was not empty: something else may wait behind it. */
  get reported(): boolean {
    return this.#empty.reported;
  }

  /**
   * For more than `ms` nothing has proved that no read waits in it: the next one would be at least of that age (I9). One
   * that never comes to an end is not waited for.
   */
  isUnproved(now: number, ms: number): boolean {
    return this.#empty.isMissing(now, ms);
  }

  /** Bytes to send for `request`: those of before when it is a repetition. */
  begin(request: Request, now: number): Uint8Array {
    if (request === this.#poll) this.#polledAt = now;
    if (this.#unanswered.request === request) {
      this.counters.repeats += 1;
      return this.#unanswered.bytes!;
    }
    if (request === this.#poll) this.counters.polls += 1;
    const bytes = this.#link.send(request.message);
    this.#unanswered.begin(request, bytes, now);
    return bytes;
  }

  /** A frame of this PD while its exchange is in progress. `turnaroundMs`: how long it thought. */
  take(frame: Frame, at: number, turnaroundMs: number): Outcome {
    const answer = this.#link.take(frame);
    if (answer.kind === 'unusable') return this.#takeUnusable(answer.reason, at);
    this.#unusable = 0;
    if (answer.kind === 'nak' && answer.error === NAK.badCheck) {
      this.counters.naks += 1;
      return 'damaged';
    }
    this.presence.answered(turnaroundMs);
    if (answer.kind === 'busy') return this.#takeBusy(at);
    this.#attention.heard(at);
    const { request, askedAt } = this.#unanswered.end();
    this.#askedAt = askedAt;
    if (answer.kind === 'nak') this.#takeNak(answer.error, request, at);
    else if (answer.kind === 'refused') this.#standing.refused(answer.reason, at);
    else return this.#takeReply(answer.reply, request, at);
    return 'done';
  }

  /** Nothing usable came. @param alone no PD of the line has regular turns */
  failed(why: 'timeout' | 'damaged', now: number, alone: boolean): void {
    if (why === 'timeout') {
      this.counters.timeouts += 1;
      this.presence.timedOut(now, alone && this.config.inputsEveryMs !== undefined);
    } else {
      this.counters.damaged += 1;
      this.presence.damaged();
    }
    this.duties.status.disturbed();
    if (this.presence.lost) this.restart(why === 'timeout' ? 'silent' : 'damaged', now);
  }

  /** The link is started anew; a PD that was online is not until it was met again. */
  restart(reason: string, now: number): void {
    this.counters.resets += 1;
    if (reason === 'damaged') this.presence.expected();
    this.#standing.lost(reason, now);
    this.#standing.meet();
    const wait = reason === 'silent' ? 0 : this.#restarts.count(now);
    if (wait > 0) this.presence.postpone(now + wait);
  }

  /** Gives the PD its first key, over the session that everybody can open; the result comes under the order's id. */
  commission(order: Commission, now: number): void {
    this.#standing.commission(order, now);
  }

  /** It is no longer part of the line. */
  leave(now: number): void {
    this.#standing.lost('removed', now);
    this.alarms.clear(this.alarms.standing, now);
  }

  #relink(key: Uint8Array | 'default' | undefined): void {
    this.#unanswered.forget();
    this.#empty.forget();
    this.#unusable = 0;
    this.#link.reset();
    if (key !== undefined) this.#link.prepare(key);
  }

  #tellOffline(reason: string, at: number): void {
    this.duties.tasks.abandon(reason === 'removed' ? 'removed' : 'offline');
    const { heardAt } = this.#attention;
    this.#host.emit({ kind: 'offline', address: this.address, at, reason, heardAt });
  }

  #takeUnusable(reason: string, at: number): Outcome {
    this.counters.unusable += 1;
    this.#unusable += 1;
    if (this.#unusable <= MOST_UNUSABLE) return 'waiting';
    const { message } = this.#unanswered.request!;
    if (message === 'challenge' || message === 'scrypt') this.#standing.refused(reason, at);
    else this.restart('session', at);
    return 'done';
  }

  #takeBusy(at: number): Outcome {
    this.counters.busy += 1;
    this.#unanswered.postpone(at + BUSY_PAUSE_MS);
    return 'done';
  }

  #takeNak(error: number, request: Request, at: number): void {
    this.counters.naks += 1;
    const outOfStep = error === NAK.badSequence && (this.phase !== 'meeting' || this.#standing.begun);
    if (outOfStep) this.restart('sequence', at);
    else if (isAboutSession(error) && this.phase === 'online' && this.secure) this.restart('session', at);
    else request.refuse(error, at);
  }

  #takeReply(reply: Reply, request: Request, at: number): Outcome {
    request.accept(reply, at);
    if (reply.kind === 'ACK') return 'done';
    if (reply.kind === 'ISTATR') this.duties.status.inputsTold(this.#askedAt);
    if (reply.kind === 'OSTATR') this.duties.outputs.take(reply.outputs, this.agenda.wish(at), at);
    return this.#report(reply, request === this.#poll, at);
  }

  /** @param unasked the PD told it by itself, because something had changed */
  #report(reply: Reply, unasked: boolean, at: number): Outcome {
    const { trusted } = this.#standing;
    const origin = {
      address: this.address,
      at,
      askedAt: this.#askedAt,
      trusted,
      unasked,
      lastEmptyAt: this.#empty.at,
      attention: this.#attention,
    };
    const event = reportEvent(reply, origin);
    if (event === undefined) return 'done';
    if (event.kind === 'alarm') this.alarms.set(event.code as 'reader_fault', event.on, at);
    else this.#host.emit(event);
    return event.kind === 'card' ? 'card' : 'done';
  }

  #pollRefused(error: number, at: number): void {
    if (isAboutSession(error)) this.restart('session', at);
  }
}

function isAboutSession(error: number): boolean {
  return error === NAK.secureChannelUnsupported || error === NAK.securityConditionsNotMet;
}
