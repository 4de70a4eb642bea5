import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { GateClient } from '@vratar/edge-agent/src/socket/gate-client.ts';
import type { Order } from '@vratar/edge-agent/src/socket/schema.ts';
import { type GateProcess, GateRig } from '../../testing/gate/index.ts';
import { until } from '../../testing/until.ts';
import { command } from './load.ts';

const RESET = { name: 'fire_reset', zone: 'school' } as const;
const drill = (on: boolean) => ({ name: 'fire_drill', zone: 'school', on }) as const;

/** A real gate on a site with two fire inputs of one zone, that is killed and started again. */
class FireSite {
  readonly rig: GateRig;
  #gate: GateProcess | undefined;
  #tool: GateClient | undefined;

  private constructor(rig: GateRig) {
    this.rig = rig;
  }

  static async start(t: TestContext): Promise<FireSite> {
    const folder = mkdtempSync(join(tmpdir(), 'vratar-fires-'));
    const rig = await GateRig.build(folder, { lines: 2, lanesPerLine: 1, baud: 115_200 }, 1);
    t.after(async () => {
      await rig.stop();
      rmSync(folder, { recursive: true, force: true });
    });
    const site = new FireSite(rig);
    await site.up();
    return site;
  }

  async up(): Promise<void> {
    this.#gate = this.rig.startGate();
    this.#tool = await this.#gate.connect('tool');
  }

  /** `kill -9`. */
  async down(): Promise<void> {
    await this.#gate!.kill();
  }

  input(line: 1 | 2) {
    return this.rig.school.site.fire.get(`fire-lane-${line}`);
  }

  async becomes(wanted: string): Promise<void> {
    await until(`the zone is ${wanted}`, async () => {
      const [zone] = (await this.#tool!.request('status', {})).zones;
      if (zone!.state === wanted) return true;
      throw new Error(JSON.stringify(zone));
    });
  }

  /** Whether both lanes are free both ways. */
  async areFree(wanted: boolean): Promise<void> {
    const outputs = () =>
      [1, 2].flatMap((lane) =>
        this.rig.school.site.devices.get(`lane-${lane}`).pd.view().outputs.slice(0, 2),
      );
    await until(`lanes are ${wanted ? 'free' : 'locked'}`, () => outputs().every((on) => on === wanted));
  }

  async order(order: Order): Promise<string> {
    const answer = await this.#tool!.request('command', command(order));
    return answer.code ?? answer.outcome;
  }

  /** A start has to read every input before it takes a reset. */
  async reset(): Promise<void> {
    const outcome = await until('inputs that are read', async () => {
      const said = await this.order(RESET);
      return said !== 'fire_input_unreadable' && said;
    });
    assert.equal(outcome, 'done');
  }

  async told(kind: string): Promise<{ reason?: string; data: Record<string, unknown> }[]> {
    const { epoch } = await this.#tool!.request('position', {});
    const { lines } = await this.#tool!.request('read', { epoch, after: 0, limit: 200 });
    return lines.map((line) => JSON.parse(line)).filter((event) => event.kind === kind);
  }
}

test('I1 a real gate that is killed in a fire, in a drill and after a reset comes back as it was', {
  timeout: 240_000,
}, async (t) => {
  const site = await FireSite.start(t);
  await site.becomes('normal');
  const file = (name: string) => join(site.rig.data, name);
  for (const name of ['fire.a', 'fire.b']) copyFileSync(file(name), file(`${name}.before`));
  site.input(1).alarm(true);
  await site.areFree(true);
  site.input(2).alarm(true);
  await site.becomes('alarm');
  await until('it is told', async () => (await site.told('fire_start')).length === 1);
  await site.down();

  // The latch was not written yet, as far as the files say: the journal knows it.
  for (const name of ['fire.a', 'fire.b']) copyFileSync(file(`${name}.before`), file(name));
  site.input(1).alarm(false);
  site.input(2).alarm(false);
  await site.up();
  await site.becomes('latched');
  await site.areFree(true);
  assert.equal((await site.told('fire_reset')).length, 0, 'nobody has reset it');
  site.input(2).alarm(true);
  await site.becomes('alarm');
  assert.equal(await site.order(RESET), 'fire_input_in_alarm');
  site.input(2).alarm(false);
  await site.becomes('latched');
  await site.reset();
  await site.down();

  await site.up();
  await site.becomes('normal');
  await site.areFree(false);
  assert.equal(await site.order(drill(true)), 'done');
  await site.down();

  await site.up();
  await site.becomes('drill');
  await site.areFree(true);
  site.input(1).alarm(true);
  await site.becomes('alarm');
  site.input(1).alarm(false);
  await site.becomes('latched');
  assert.equal(await site.order(drill(false)), 'fire_not_drill');
  await site.down();

  // Its journal is gone: the latch knows it, and says so.
  for (const name of ['journal.db', 'journal.db-wal', 'journal.db-shm']) rmSync(file(name), { force: true });
  await site.up();
  await site.becomes('latched');
  await site.areFree(true);
  assert.deepEqual(
    (await site.told('fire_start')).map(({ reason }) => reason),
    ['latch_restored'],
  );
  await site.reset();
  await site.areFree(false);
});
