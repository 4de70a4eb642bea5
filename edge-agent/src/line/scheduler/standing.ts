import type { Reply } from '@vratar/protocol/osdp';
import type { Alarms } from './alarms.ts';
import type { DeviceConfig } from './config.ts';
import { Meeting, type PdIdentity, type Plan } from './meeting.ts';
import { type Request, request } from './parts/request.ts';
import type { TaskResult } from './parts/tasks.ts';
import { Trust } from './trust.ts';

/**
 * `untrusted`: it answers, but not under the key that it should have; it is asked for its inputs, and under a fire latch
 * told to release. `commissioning`: it is being given its first key.
 */
export type Phase = 'meeting' | 'online' | 'untrusted' | 'commissioning';

/** An installer's order to give this PD, and no other, its first key. */
export interface Commission {
  readonly id: number;
  readonly key: Uint8Array;
}

export interface StandingHost {
  readonly alarms: Alarms;
  /** The link starts anew, in clear until a handshake under this key succeeds. */
  readonly relink: (key: Uint8Array | 'default' | undefined) => void;
  /** A session has begun, trusted or not: the PD may have forgotten everything. */
  readonly began: () => void;
  readonly online: (at: number) => void;
  readonly offline: (reason: string, at: number) => void;
  readonly result: (result: TaskResult) => void;
}

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

const RENEW_SESSION_MS = 24 * 3_600_000;
const KEY_ALARMS = ['pd_default_key', 'pd_wrong_key', 'pd_in_clear', 'pd_demands_secure_channel'] as const;

/** How one PD stands with us: stranger, member, or known to be wrong (I10). */
export class Standing {
  readonly #host: StandingHost;
  readonly #meeting: Meeting;
  readonly #trust = new Trust();
  #config: DeviceConfig;
  #phase: Phase = 'meeting';
  #identity: PdIdentity | undefined;
  #toldOnline = false;
  #handshakeAt = 0;
  #commission: Commission | undefined;

  constructor(config: DeviceConfig, host: StandingHost) {
    this.#config = config;
    this.#host = host;
    this.#meeting = new Meeting('clear', {
      identified: (identity) => {
        this.#identity = identity;
      },
      met: (at) => this.#met(at),
      refused: (_error, at) => this.refused('nak', at),
    });
  }

  /** As configured, or as a commissioning has left it. */
  get config(): DeviceConfig {
    return this.#config;
  }

  get phase(): Phase {
    return this.#phase;
  }

  get identity(): PdIdentity | undefined {
    return this.#identity;
  }

  /** Something was answered since the link was started anew. */
  get begun(): boolean {
    return this.#meeting.begun;
  }

  /** Nothing was answered since the link was started anew, and no session goes on meanwhile. */
  get isStranger(): boolean {
    return this.#phase === 'meeting' && !this.#meeting.begun && this.#meeting.plan !== 'renewal';
  }

  /** What it says counts. */
  get trusted(): boolean {
    return this.#phase === 'online' || this.#config.security.kind === 'clear';
  }

  /** The next step of getting acquainted, or of a commissioning. */
  next(): Request | undefined {
    if (this.#phase === 'meeting') return this.#meeting.next();
    return this.#commission === undefined ? undefined : this.#keyset(this.#commission);
  }

  /** A session that has become old is opened anew; the PD stays a member meanwhile. */
  renewIfOld(now: number): void {
    if (this.#phase !== 'online' || now < this.#handshakeAt || this.#config.security.kind === 'clear') return;
    this.#phase = 'meeting';
    this.#meeting.restart('renewal');
  }

  /** Whether an untrusted PD is to be met again. */
  mayRetry(now: number): boolean {
    return this.#phase === 'untrusted' && now >= this.#handshakeAt;
  }

  /** From the beginning. */
  meet(): void {
    const { security } = this.#config;
    this.#meet(security.kind, security.kind === 'secure' ? security.key : undefined);
  }

  commission(order: Commission, now: number): void {
    this.#endCommission({ ok: false, why: 'offline' });
    this.#tellOffline('commissioning', now);
    this.#commission = order;
    this.#meet('diagnosis', 'default');
  }

  /** A fire wins: the PD keeps the default key, over which it is released. */
  yieldToFire(at: number): void {
    this.#endCommission({ ok: false, why: 'fire' });
    if (this.#phase === 'commissioning') this.#distrust('pd_default_key', at);
  }

  /** What was agreed with the PD is void. */
  lost(reason: string, now: number): void {
    this.#tellOffline(reason, now);
    this.#endCommission({ ok: false, why: reason === 'removed' ? 'removed' : 'offline' });
  }

  /** A step of the handshake was refused, by the PD or by us. */
  refused(reason: string, at: number): void {
    const { plan } = this.#meeting;
    if (plan === 'renewal') {
      this.lost('session', at);
      this.meet();
    } else if (plan === 'diagnosis') {
      this.#endCommission({ ok: false, why: 'no_default_key' });
      this.#meet('clear', undefined);
      this.#distrust(this.#trust.suspicion, at);
    } else if (plan === 'clear') this.#distrust('pd_demands_secure_channel', at);
    else if (this.#trust.refused(reason) === 'again') this.meet();
    else this.#meet('diagnosis', 'default');
  }

  #meet(plan: Plan, key: Uint8Array | 'default' | undefined): void {
    this.#phase = 'meeting';
    this.#host.relink(key);
    this.#meeting.restart(plan);
  }

  #met(at: number): void {
    const { plan } = this.#meeting;
    this.#handshakeAt = at + RENEW_SESSION_MS;
    if (plan === 'renewal') this.#phase = 'online';
    else if (plan !== 'diagnosis') this.#goOnline(at);
    else if (this.#commission === undefined) this.#distrust('pd_default_key', at);
    else this.#phase = 'commissioning';
  }

  #goOnline(at: number): void {
    this.#phase = 'online';
    this.#toldOnline = true;
    this.#trust.proved();
    this.#host.alarms.clear(KEY_ALARMS, at);
    this.#host.began();
    this.#host.online(at);
  }

  #distrust(code: (typeof KEY_ALARMS)[number], at: number): void {
    this.#phase = 'untrusted';
    this.#handshakeAt = at + this.#trust.lost();
    const others = KEY_ALARMS.filter((other) => other !== code);
    this.#host.alarms.clear(others, at);
    this.#host.alarms.set(code, true, at);
    this.#host.began();
  }

  #tellOffline(reason: string, at: number): void {
    if (!this.#toldOnline) return;
    this.#toldOnline = false;
    this.#host.offline(reason, at);
  }

  #keyset({ key }: Commission): Request {
    return request(
      { kind: 'KEYSET', keyType: 1, key },
      (reply: Reply) => {
        this.#config = { ...this.#config, security: { kind: 'secure', key } };
        this.#endCommission({ ok: true, reply });
        this.meet();
      },
      (nak, at) => {
        this.#endCommission({ ok: false, why: 'refused', nak });
        this.#distrust('pd_default_key', at);
      },
    );
  }

  #endCommission(result: WithoutId<TaskResult>): void {
    const order = this.#commission;
    this.#commission = undefined;
    if (order !== undefined) this.#host.result({ id: order.id, ...result });
  }
}
