import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { GateClient } from '@vratar/edge-agent/src/socket/gate-client.ts';
import type { JournalEvent } from '@vratar/protocol/messages';
import { GateRig } from '../../testing/gate/index.ts';
import { until } from '../../testing/until.ts';
import { type Said, vratarEdge } from '../../testing/vratar-edge.ts';

/** A gate on one simulated turnstile, and somebody at its terminal with `vratar-edge`. */
export class GuardPost {
  readonly rig: GateRig;
  readonly tool: GateClient;

  private constructor(rig: GateRig, tool: GateClient) {
    this.rig = rig;
    this.tool = tool;
  }

  /** With a list of `cards` in force, and the turnstile seen. */
  static async build(t: TestContext, cards: number): Promise<GuardPost> {
    const folder = mkdtempSync(join(tmpdir(), 'vratar-guard-'));
    const rig = await GateRig.build(folder, { lines: 1, lanesPerLine: 1, baud: 115_200 }, cards);
    t.after(async () => {
      await rig.stop();
      rmSync(folder, { recursive: true, force: true });
    });
    const gate = rig.startGate();
    t.after(() => gate.kill());
    const link = await gate.connect('link');
    await link.offerList(rig.cards.list(1));
    await link.close();
    const post = new GuardPost(rig, await gate.connect('tool'));
    t.after(() => post.tool.close());
    await until(
      'a turnstile on the line',
      async () => (await post.tool.request('status', {})).devices[0]!.online,
    );
    await post.is('idle');
    return post;
  }

  /** Runs `vratar-edge` with these words and the gateway's configuration. */
  run(...words: string[]): Promise<Said> {
    return vratarEdge(...words, '--config', join(this.rig.folder, 'edge.yaml'));
  }

  get lane() {
    return this.rig.school.site.lanes.get('lane-1');
  }

  /** Somebody who walks as soon as the turnstile lets them. */
  walker(id: string, direction: 'in' | 'out', plan: 'through' | 'force' = 'through'): void {
    this.lane.approach({ id, direction, plan, reactionMs: 20, pace: 1, patienceMs: 60_000 });
  }

  /** Waits until the gate says that its lane does this. */
  async is(state: string): Promise<void> {
    await until(`a lane that is ${state}`, async () => {
      const { lanes } = await this.tool.request('status', {});
      if (lanes[0]!.state === state) return true;
      throw new Error(lanes[0]!.state);
    });
  }

  /** Waits until the turnstile itself yields, or does not. */
  async yields(direction: 'in' | 'out', free = true): Promise<void> {
    await until(
      `a turnstile that is ${free ? 'free' : 'shut'} ${direction}`,
      () => this.lane.mechanism.isFree(direction) === free,
    );
  }

  async events(): Promise<JournalEvent[]> {
    const { epoch, first } = await this.tool.request('position', {});
    const { lines } = await this.tool.request('read', { epoch, after: first - 1, limit: 200 });
    return lines.map((line) => JSON.parse(line) as JournalEvent);
  }

  /** Waits for an event behind `after` that is so, and gives the first. */
  event(what: string, isSo: (event: JournalEvent) => boolean, after = 0): Promise<JournalEvent> {
    return until(what, async () => (await this.events()).find((one) => one.seq > after && isSo(one)));
  }
}
