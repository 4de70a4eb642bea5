import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GateClient } from '@vratar/edge-agent/src/socket/gate-client.ts';
import type { GateRig } from '../../testing/gate/index.ts';
import { allFree } from './lanes.ts';

const ZONE = 'school';

/** One alarm after the other at a random moment, each followed by a reset. */
export class FireTrials {
  readonly #rig: GateRig;
  readonly #tool: GateClient;
  readonly #lanes: readonly string[];

  constructor(rig: GateRig, tool: GateClient, lanes: readonly string[]) {
    this.#rig = rig;
    this.#tool = tool;
    this.#lanes = lanes;
  }

  /** @returns milliseconds from the contact's change to the last release, for each trial */
  async run(count: number): Promise<number[]> {
    const samples: number[] = [];
    for (let n = 0; n < count; n++) {
      samples.push(await this.#alarm());
      await this.#allClear();
      await sleep(100 + Math.random() * 400);
      if ((n + 1) % 50 === 0) process.stderr.write(`${n + 1} of ${count} alarms\r`);
    }
    return samples;
  }

  async #alarm(): Promise<number> {
    const { school } = this.#rig;
    const free = allFree(school, this.#lanes, 20_000);
    const loop = school.site.fire.all[0]!;
    const began = school.clock.now();
    loop.alarm(true);
    return (await free) - began;
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
