import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GateClient } from '@vratar/edge-agent/src/socket/gate-client.ts';
import type { GateRig } from '../../testing/gate/index.ts';
import { type FireSample, FireWatch } from './fire-watch.ts';

const ZONE = 'school';
const LONGEST_MS = 20_000;

/** One alarm after the other at a random moment, each followed by a reset. */
export class FireTrials {
  readonly #rig: GateRig;
  readonly #tool: GateClient;
  readonly #lines: ReadonlyMap<string, readonly string[]>;

  /** @param lines devices of the lanes that can be freed, by line */
  constructor(rig: GateRig, tool: GateClient, lines: ReadonlyMap<string, readonly string[]>) {
    this.#rig = rig;
    this.#tool = tool;
    this.#lines = lines;
  }

  async run(count: number): Promise<FireSample[]> {
    const samples: FireSample[] = [];
    for (let n = 0; n < count; n++) {
      samples.push(await this.#alarm());
      await this.#allClear();
      await sleep(100 + Math.random() * 400);
      if ((n + 1) % 50 === 0) process.stderr.write(`${n + 1} of ${count} alarms\r`);
    }
    return samples;
  }

  #alarm(): Promise<FireSample> {
    const { site, clock } = this.#rig.school;
    const contact = [...this.#lines.values()][0]![0]!;
    return new Promise((resolve, reject) => {
      const watch = new FireWatch({ site, clock, lines: this.#lines, contact }, (sample) => {
        clearTimeout(timer);
        resolve(sample);
      });
      const timer = setTimeout(() => {
        watch.stop();
        reject(new Error(`not free: ${watch.locked.join(', ')}`));
      }, LONGEST_MS);
      site.fire.all[0]!.alarm(true);
    });
  }

  async #allClear(): Promise<void> {
    this.#rig.school.site.fire.all[0]!.alarm(false);
    for (let tries = 0; tries < 500; tries++) {
      const { zones } = await this.#tool.request('status', {});
      if (zones[0]!.state === 'normal') return;
      if (zones[0]!.state === 'latched') await this.#reset();
      await sleep(50);
    }
    throw new Error('the zone cannot be reset');
  }

  async #reset(): Promise<void> {
    const order = { name: 'fire_reset', zone: ZONE } as const;
    await this.#tool.request('command', {
      id: randomUUID(),
      issuer: 'tool:bench',
      expiresAt: Date.now() + 60_000,
      order,
    });
  }
}
