import assert from 'node:assert/strict';
import type { AllowListEntry, SitePolicy } from '@vratar/protocol/lists';
import type { EventDraft } from '@vratar/protocol/messages';
import {
  type AccessList,
  createGateCore,
  type Effects,
  type FireLatch,
  type GateCore,
  type LatchReading,
  type StateRow,
  type ZoneLatch,
} from '../../../src/core/index.ts';
import type { ContactState, DeviceWish, LineEvent, OutputWish } from '../../../src/line/contract.ts';
import type { Order } from '../../../src/socket/schema.ts';
import { site, TRIPOD } from './site.ts';

/** Monday 9 November 2026, 07:20 in Sofia. */
export const MORNING = Date.UTC(2026, 10, 9, 5, 20);

export const POLICY: SitePolicy = {
  timezone: 'Europe/Sofia',
  language: 'bg',
  schools: ['s1'],
  groups: [{ id: 'day', weekly: [{ days: [1, 2, 3, 4, 5], from: '07:00', to: '20:00' }] }],
  holidays: [],
  laneModes: [],
  passback: { mode: 'soft' },
  issuedAt: MORNING - 86_400_000,
};

/** What is undefined in `more` is left out. */
export function pupil(
  token: string,
  more: { [K in keyof AllowListEntry]?: AllowListEntry[K] | undefined } = {},
): AllowListEntry {
  const entry = {
    token,
    kind: 'pupil',
    status: 'active',
    holder: `h-${token}`,
    enrolments: [{ school: 's1' }],
    groups: ['day'],
    ...more,
  };
  return JSON.parse(JSON.stringify(entry)) as AllowListEntry;
}

export function listOf(
  entries: readonly AllowListEntry[],
  policy: Partial<SitePolicy> = {},
  version = 1,
): AccessList {
  const map = new Map(entries.map((entry) => [entry.token, entry]));
  const whole = { ...POLICY, ...policy };
  return {
    version,
    issuedAt: whole.issuedAt,
    policy: whole,
    size: map.size,
    find: (token) => map.get(token),
  };
}

let orders = 0;

export interface BenchOptions {
  readonly yaml?: string;
  readonly latch?: LatchReading;
  readonly rows?: readonly StateRow[];
  readonly utc?: number;
  readonly mono?: number;
  readonly list?: AccessList | undefined;
  /** Whether all devices come online at once and a commit follows at once. */
  readonly settled?: boolean;
  /** Number of the run, so that no two give the same ids. */
  readonly run?: number;
}

/** A gate core with clocks that stand until they are moved, and a journal that commits when it is told to. */
export class Bench {
  readonly core: GateCore;
  mono: number;
  utc: number;
  clock: 'synced' | 'holdover' | 'unsynced' = 'synced';
  /** A commit follows every call. */
  autoCommit = true;
  /** What the latch files hold. */
  record: FireLatch = {};
  readonly #run: number;
  readonly events: EventDraft[] = [];
  readonly rows = new Map<string, StateRow>();
  readonly stages: Effects['stages'][number][] = [];
  readonly alarms: Effects['alarms'][number][] = [];
  readonly inputs = new Map<number, ContactState[]>();
  #durable = 0;

  constructor(options: BenchOptions = {}) {
    this.mono = options.mono ?? 100_000;
    this.utc = options.utc ?? MORNING;
    this.#run = options.run ?? 1;
    if (options.latch?.kind === 'read') this.record = options.latch.latch;
    for (const row of options.rows ?? []) this.rows.set(`${row.area} ${row.key}`, row);
    const config = site(options.yaml ?? TRIPOD);
    let traces = 0;
    this.core = createGateCore({
      site: config,
      boot: 'boot',
      now: this.now,
      readCard: ({ data, bits }) =>
        bits === 0 ? { refused: 'card_unreadable' } : { token: Buffer.from(data).toString() },
      nextTrace: () => `t${this.#run}-${++traces}`,
      latch: options.latch ?? { kind: 'read', latch: {} },
      rows: options.rows ?? [],
    });
    const list = 'list' in options ? options.list : listOf([pupil('ann'), pupil('bob')]);
    if (list !== undefined) this.take(this.core.setList(list, this.now));
    if (options.settled === false) return;
    for (const { address } of config.devices) this.online(address);
  }

  /** What holds each zone that is held, as the latch files have it. */
  get latch(): Record<string, ZoneLatch> {
    const zones = Object.entries(this.record);
    return Object.fromEntries(zones.flatMap(([zone, { hold }]) => (hold ? [[zone, hold.as]] : [])));
  }

  get now() {
    return { mono: this.mono, utc: this.utc, clock: this.clock };
  }

  take(effects: Effects): void {
    if (effects.latch !== undefined) this.record = effects.latch;
    this.stages.push(...effects.stages);
    this.alarms.push(...effects.alarms);
    if (this.autoCommit) this.commit();
  }

  /** Everything that waits becomes durable. */
  commit(): void {
    for (let batch = this.core.takeDrafts(200); batch.length > 0; batch = this.core.takeDrafts(200)) {
      for (const { draft, changes, id } of batch) {
        this.events.push(draft);
        this.#durable = id;
        for (const change of changes) {
          if (change.op === 'put') this.rows.set(`${change.area} ${change.key}`, change);
          else if (change.op === 'delete') this.rows.delete(`${change.area} ${change.key}`);
          else
            for (const key of this.rows.keys()) if (key.startsWith(`${change.area} `)) this.rows.delete(key);
        }
      }
      const effects = this.core.committed(this.#durable, this.now);
      this.stages.push(...effects.stages);
      this.alarms.push(...effects.alarms);
    }
  }

  /** What waits is taken by a journal that never answers. */
  takeAll(): void {
    this.core.takeDrafts(10_000);
  }

  /** Time passes; the core is ticked whenever it asked for it. */
  wait(ms: number): this {
    const end = this.mono + ms;
    while (this.mono < end) {
      const next = Math.max(this.mono + 1, Math.min(end, this.core.nextTick(), this.mono + 1_000));
      this.utc += next - this.mono;
      this.mono = next;
      this.take(this.core.tick(this.now));
    }
    return this;
  }

  line(event: LineEvent): this {
    this.take(this.core.line('a', event, this.now));
    return this;
  }

  online(address: number, secure = true): this {
    return this.line({ kind: 'online', address, at: this.mono, secure });
  }

  offline(address: number): this {
    return this.line({
      kind: 'offline',
      address,
      at: this.mono,
      reason: 'silent',
      heardAt: this.mono - 3_000,
    });
  }

  tap(token: string, address = 1, ageMs = 10): this {
    const data = new Uint8Array(Buffer.from(token));
    const lastEmptyAt = this.mono - ageMs;
    return this.line({ kind: 'card', address, at: this.mono, reader: 0, bits: 32, data, lastEmptyAt });
  }

  /** Sets one input; fire inputs rest closed, which is `active`. */
  input(address: number, input: number, state: ContactState, trusted = true, blindMs = 50): this {
    const states = this.inputs.get(address) ?? ['inactive', 'inactive', 'active', 'inactive'];
    states[input] = state;
    this.inputs.set(address, states);
    return this.line({ kind: 'inputs', address, at: this.mono, states: [...states], trusted, blindMs });
  }

  outputs(address: number, on: readonly boolean[]): this {
    return this.line({ kind: 'outputs', address, at: this.mono, on, trusted: true });
  }

  /** A body goes through both beams of device `address` (the lane's sensors). */
  walk(direction: 'in' | 'out', address = 1): this {
    const [near, far] = direction === 'in' ? [0, 1] : [1, 0];
    this.input(address, near, 'active').wait(150);
    this.input(address, far, 'active').wait(150);
    this.input(address, near, 'inactive').wait(150);
    return this.input(address, far, 'inactive').wait(50);
  }

  order(order: Order, id = `order-${++orders}`, expiresAt = this.utc + 60_000) {
    const result = this.core.command({ id, issuer: 'guard:g1', expiresAt, order }, this.now);
    this.take(result.effects);
    return result;
  }

  wish(address: number): DeviceWish {
    return this.core.wishes('a')(address, this.mono);
  }

  output(address: number, output: number): OutputWish {
    const wish = this.wish(address).outputs.find((other) => other.output === output);
    assert.ok(wish, `no wish for output ${output} of ${address}`);
    return wish;
  }

  /** Whether device 1 frees the way in, and device 2 (energised locks) the way out, of the first lane. */
  isReleased(direction: 'in' | 'out'): boolean {
    const wish = direction === 'in' ? this.output(1, 0) : this.output(2, 0);
    return wish.energised === (direction === 'in');
  }

  state(lane = 'north'): string {
    return this.core.status(this.now).lanes.find((view) => view.lane === lane)!.state;
  }

  kinds(): string[] {
    return this.events.map(({ kind }) => kind);
  }

  last(kind: string): EventDraft {
    const found = this.events.findLast((event) => event.kind === kind);
    assert.ok(found, `no ${kind} among ${this.kinds().join(', ')}`);
    return found;
  }

  has(kind: string): boolean {
    return this.events.some((event) => event.kind === kind);
  }

  activeAlarms(): string[] {
    return this.core.status(this.now).alarms.map(({ code, subject }) => `${code} ${subject}`.trim());
  }

  /** The same site after a restart with what is durable; contacts are as they were. */
  restart(options: Partial<BenchOptions> = {}): Bench {
    const latch: LatchReading = { kind: 'read', latch: this.record };
    const rows = [...this.rows.values()];
    const after = new Bench({ utc: this.utc, mono: this.mono, latch, rows, run: this.#run + 1, ...options });
    for (const [address, states] of this.inputs) after.inputs.set(address, states);
    return after;
  }
}
