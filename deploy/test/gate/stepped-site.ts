import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GateClient } from '@vratar/edge-agent/src/socket/gate-client.ts';
import type { CommandAnswer, Order } from '@vratar/edge-agent/src/socket/schema.ts';
import type { SitePolicy } from '@vratar/protocol/lists';
import type { EventKind, JournalEvent } from '@vratar/protocol/messages';
import { type GateProcess, GateRig, SteppedClock, uidOf } from '../../testing/gate/index.ts';
import { until, within } from '../../testing/until.ts';

const SHAPE = { lines: 1, lanesPerLine: 2, baud: 115_200 };

/** A gate in a process of its own whose wall clock is set while it runs. */
export class SteppedSite {
  readonly rig: GateRig;
  readonly clock: SteppedClock;
  #gate!: GateProcess;
  #tool!: GateClient;
  #noted = 0;

  private constructor(rig: GateRig) {
    this.rig = rig;
    this.clock = new SteppedClock(rig.folder);
  }

  static async build(rules: Partial<SitePolicy>): Promise<SteppedSite> {
    const folder = mkdtempSync(join(tmpdir(), 'vratar-clock-'));
    const site = new SteppedSite(await GateRig.build(folder, SHAPE, 20));
    try {
      await site.start(site.rig.cards.list(1, rules));
      return site;
    } catch (error) {
      await site.stop();
      throw error;
    }
  }

  /** Until its readers are served. @param list brought before */
  async start(list?: Buffer): Promise<void> {
    this.#gate = this.rig.startGate({ wrapper: this.clock.wrapper });
    this.#tool = await this.#gate.connect('tool');
    if (list !== undefined) await this.#tool.offerList(list);
    await until('the readers are served', async () => {
      const { lines } = await this.#tool.request('status', {});
      const { devices } = lines[0]!;
      return devices.length === 2 && devices.every(({ phase, proved }) => phase === 'online' && proved);
    });
  }

  async kill(): Promise<void> {
    await this.#gate.kill();
  }

  async stop(): Promise<void> {
    await this.rig.stop();
    rmSync(this.rig.folder, { recursive: true, force: true });
  }

  /** Sets the clock, and waits until the gate has told of it. */
  async step(ms: number): Promise<JournalEvent> {
    await this.note();
    this.clock.step(ms);
    return this.next('clock_step');
  }

  /** What comes from now on is what `next` waits for. */
  async note(): Promise<void> {
    this.#noted = (await this.#tool.request('position', {})).last;
  }

  /** The first such event since `note`. */
  next(kind: EventKind, lane?: string): Promise<JournalEvent> {
    return until(`${kind} in the journal`, async () =>
      (await this.since()).find((event) => event.kind === kind && (lane ?? event.lane) === event.lane),
    );
  }

  /** All that the journal holds since `note`. */
  async since(): Promise<JournalEvent[]> {
    const { epoch } = await this.#tool.request('position', {});
    const { lines } = await this.#tool.request('read', { epoch, after: this.#noted, limit: 200 });
    return lines.map((line) => JSON.parse(line) as JournalEvent);
  }

  /** @param expiresAt by the gate's clock */
  command(order: Order, expiresAt = this.clock.now() + 60_000): Promise<CommandAnswer> {
    return this.#tool.request('command', { id: randomUUID(), issuer: 'tool:test', expiresAt, order });
  }

  async order(order: Order): Promise<void> {
    assert.equal((await this.command(order)).outcome, 'done');
  }

  async zone(): Promise<string> {
    return (await this.#tool.request('status', {})).zones[0]!.state;
  }

  tap(lane: string, person: number): void {
    this.rig.school.site.lanes.get(lane).tap('in', `p${person}`, uidOf(person));
  }

  /** Resolves as soon as the person is between the sensors, to stand there for so long. */
  async walk(lane: string, person: number, lingerMs: number): Promise<void> {
    const { site } = this.rig.school;
    const began = Promise.withResolvers<void>();
    const stop = site.listen(({ kind }) => kind === 'walk-began' && began.resolve());
    const walker = {
      id: `p${person}`,
      direction: 'in',
      reactionMs: 20,
      pace: 0.5,
      patienceMs: 5_000,
    } as const;
    site.lanes.get(lane).approach({ ...walker, plan: 'linger', lingerMs });
    await within('somebody in the lane', began.promise);
    stop();
  }
}
