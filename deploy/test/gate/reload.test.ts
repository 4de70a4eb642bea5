import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { GateClient } from '@vratar/edge-agent/src/socket/gate-client.ts';
import { nextFree } from '../../bench/gate/lanes.ts';
import { GateRig, uidOf } from '../../testing/gate/index.ts';
import { lineSocket } from '../../testing/gate/site.ts';
import { findProgram, until, withoutPeer } from '../../testing/index.ts';

const WITHIN_MS = 60_000;

interface Config {
  lines: { baud: number; port: { kind: string; path: string } }[];
  site: {
    devices: { id: string; address: number }[];
    lanes: { id: string }[];
    fire: { inputs: unknown[]; zones: { inputs: string[] }[] };
  };
}

/** A gate in a process of its own, on a simulated site, and the files that its installer edits. */
class Site {
  readonly rig: GateRig;
  readonly tool: GateClient;
  readonly whole: Config;

  private constructor(rig: GateRig, tool: GateClient, whole: Config) {
    this.rig = rig;
    this.tool = tool;
    this.whole = whole;
  }

  /** @param lanes how many of the three lanes the gate knows at first */
  static async start(t: TestContext, lanes: number, baud = 115_200): Promise<Site> {
    const folder = mkdtempSync(join(tmpdir(), 'vratar-reload-'));
    const rig = await GateRig.build(folder, { lines: 1, lanesPerLine: 3, baud }, 20);
    t.after(async () => {
      await rig.stop();
      rmSync(folder, { recursive: true, force: true });
    });
    const whole = JSON.parse(readFileSync(join(folder, 'edge.yaml'), 'utf8'));
    writeFileSync(join(folder, 'edge.yaml'), JSON.stringify(firstLanes(whole, lanes)));
    const gate = rig.startGate();
    const link = await gate.connect('link');
    await link.offerList(rig.cards.list(1));
    await link.close();
    const tool = await gate.connect('tool');
    const site = new Site(rig, tool, whole);
    await site.online(lanes);
    return site;
  }

  async online(count: number): Promise<void> {
    await until(`${count} devices are online`, async () => {
      const { devices } = (await this.tool.request('status', {})).lines[0]!;
      if (devices.length === count && devices.every(({ phase }) => phase === 'online')) return true;
      throw new Error(JSON.stringify(devices));
    });
  }

  /** Until every grant has run out. */
  async idle(): Promise<void> {
    await until('every lane is idle', async () => {
      const { lanes } = await this.tool.request('status', {});
      if (lanes.every(({ state }) => state === 'idle')) return true;
      throw new Error(JSON.stringify(lanes));
    });
  }

  write(config: Config): void {
    writeFileSync(join(this.rig.folder, 'edge.yaml'), JSON.stringify(config));
  }

  /** @returns the key that the file of keys had before */
  writeKey(device: string, key: string): string {
    const path = join(this.rig.folder, 'secrets.yaml');
    const keys = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...keys, devices: { ...keys.devices, [device]: key } }));
    return keys.devices[device];
  }

  async reload(config: Config) {
    this.write(config);
    return this.tool.request('reload', {}, WITHIN_MS);
  }

  async device(address: number) {
    const { devices } = (await this.tool.request('status', {})).lines[0]!;
    return devices.find((device) => device.address === address)!;
  }

  async alarms(): Promise<string[]> {
    const { alarms } = await this.tool.request('status', {});
    return alarms.map(({ code, subject }) => `${code} ${subject}`);
  }

  async kinds(): Promise<string[]> {
    const { epoch, last } = await this.tool.request('position', {});
    const { lines } = await this.tool.request('read', { epoch, after: 0, limit: Math.min(last, 200) });
    return lines.map((line) => JSON.parse(line).kind);
  }

  pd(lane: number) {
    return this.rig.school.site.devices.get(`lane-${lane}`).pd;
  }

  /**
   * Whether a tap at this lane opens it. A reader that has only just come up has not proved its queue empty yet (I9):
   * whoever is refused for that taps again.
   */
  async opens(lane: number, card: number): Promise<boolean> {
    const name = `lane-${lane}`;
    for (let taps = 0; taps < 4; taps += 1) {
      const free = nextFree(this.rig.school, name, 'in', 2000);
      this.rig.school.site.lanes.get(name).tap('in', `p${card}`, uidOf(card));
      if ((await free) !== undefined) return true;
    }
    return false;
  }
}

function firstLanes(config: Config, count: number): Config {
  const { devices, lanes } = config.site;
  return {
    ...config,
    site: { ...config.site, devices: devices.slice(0, count), lanes: lanes.slice(0, count) },
  };
}

test('devices and lanes come and go while the gate runs, and the others notice nothing', async (t) => {
  const site = await Site.start(t, 2);
  const before = await site.device(0);
  const added = await site.reload(site.whole);
  assert.deepEqual(added.devices, { added: ['lane-3'], removed: [], changed: [] });
  assert.deepEqual(added.lanes.added, ['lane-3']);
  await site.online(3);
  assert.ok(await site.opens(3, 1), 'the new lane opens');
  assert.ok(await site.opens(1, 2), 'the old one still does');
  await assert.rejects(site.reload(firstLanes(site.whole, 1)), { code: 'reload_lane_busy' });
  await site.idle();
  const removed = await site.reload(firstLanes(site.whole, 1));
  assert.deepEqual(removed.lanes.removed, ['lane-2', 'lane-3']);
  await site.online(1);
  assert.equal((await site.device(0)).resets, before.resets);
  assert.deepEqual(await site.alarms(), []);
  await until('both changes are journaled', async () => {
    const kinds = await site.kinds();
    return kinds.filter((kind) => kind === 'config_applied').length === 2;
  });
});

test('a wrong configuration changes nothing and says why', async (t) => {
  const site = await Site.start(t, 2);
  const before = await site.tool.request('status', {});
  const wrong: [string, Config][] = [
    ['config_invalid', { ...site.whole, site: { ...site.whole.site, devices: [] } }],
    ['reload_needs_restart', { ...site.whole, gateway: 'another' } as Config],
    ['device_key_missing', structuredClone(site.whole)],
  ];
  wrong[2]![1].site.devices.push({ ...site.whole.site.devices[0]!, id: 'keyless', address: 9 });
  for (const [code, config] of wrong) await assert.rejects(site.reload(config), { code });
  site.write('{' as unknown as Config);
  writeFileSync(join(site.rig.folder, 'edge.yaml'), '{');
  await assert.rejects(site.tool.request('reload', {}), { code: 'config_syntax' });
  const after = await site.tool.request('status', {});
  assert.deepEqual(
    after.lines[0]!.devices.map(({ address, resets }) => [address, resets]),
    before.lines[0]!.devices.map(({ address, resets }) => [address, resets]),
  );
  assert.ok(await site.opens(2, 3));
});

test('I1: under a fire latch a new lane is freed at once, and nothing of the zone is taken away', async (t) => {
  const site = await Site.start(t, 2);
  site.rig.school.site.fire.get('fire-lane-1').alarm(true);
  const isFree = (lane: number) => site.pd(lane).view().outputs.slice(0, 2).every(Boolean);
  await until('the lanes are freed', () => isFree(1) && isFree(2));
  await assert.rejects(site.reload(firstLanes(site.whole, 1)), { code: 'reload_zone_latched' });
  await site.reload(site.whole);
  await until('the new lane is freed', () => isFree(3));
  assert.ok(isFree(1) && isFree(2));
  // Whatever takes a line or a reader away for seconds: no contact is read and nothing is released meanwhile.
  const { tool, whole } = site;
  const refused = { code: 'change_under_fire' };
  await assert.rejects(tool.request('lineBaud', { line: 'line-1', baud: 38_400 }, WITHIN_MS), refused);
  await assert.rejects(tool.request('deviceKey', { device: 'lane-2', change: true }, WITHIN_MS), refused);
  const lines = whole.lines.map((line) => ({ ...line, baud: 38_400 }));
  await assert.rejects(site.reload({ ...whole, lines }), refused);
  // A key alone, as the reload takes it over: whose reader would be met anew, and with a wrong one tell nothing any more.
  const mine = site.writeKey('lane-2', 'cd'.repeat(16));
  await assert.rejects(site.reload(whole), refused);
  site.writeKey('lane-2', mine);
  await site.reload(whole);
});

test('I1: under a fire latch a reader that the gate cannot meet is given the key of the file, and freed', async (t) => {
  const site = await Site.start(t, 2);
  const key = 'cd'.repeat(16);
  site.pd(2).reconfigure({ siteKey: new Uint8Array(Buffer.from(key, 'hex')) });
  site.pd(2).powerCycle(0);
  await until('its key is wrong', async () => (await site.alarms()).includes('pd_wrong_key lane-2'));
  site.rig.school.site.fire.get('fire-lane-1').alarm(true);
  const isFree = (lane: number) => site.pd(lane).view().outputs.slice(0, 2).every(Boolean);
  await until('the other lane is freed', () => isFree(1));
  assert.ok(!isFree(2));
  site.writeKey('lane-2', key);
  await site.reload(firstLanes(site.whole, 2));
  await until('this lane is freed', () => isFree(2));
  assert.ok(isFree(1));
});

test('I10: exactly one device is commissioned on a running gate, then given another key', async (t) => {
  const site = await Site.start(t, 3);
  const secrets = join(site.rig.folder, 'secrets.yaml');
  for (const lane of [2, 3]) {
    const pd = site.pd(lane);
    pd.reconfigure({ siteKey: undefined, install: true });
    pd.powerCycle(0);
  }
  await until('both alarms are raised', async () => {
    const alarms = await site.alarms();
    if (alarms.filter((one) => one.startsWith('pd_default_key')).length === 2) return true;
    throw new Error(alarms.join(', '));
  });
  await site.tool.request('deviceKey', { device: 'lane-2' }, WITHIN_MS);
  const mine = JSON.parse(readFileSync(secrets, 'utf8'));
  assert.equal(Buffer.from(site.pd(2).memory.siteKey!).toString('hex'), mine.devices['lane-2']);
  assert.equal(site.pd(3).memory.siteKey, undefined, 'nobody else gets a key');
  assert.ok((await site.alarms()).includes('pd_default_key lane-3'));
  await assert.rejects(site.tool.request('deviceKey', { device: 'lane-1' }), { code: 'device_not_default' });
  await assert.rejects(site.tool.request('deviceKey', { device: 'lane-2', change: true }, WITHIN_MS), {
    code: 'device_key_same',
  });
  mine.devices['lane-2'] = 'ab'.repeat(16);
  writeFileSync(secrets, JSON.stringify(mine));
  await site.tool.request('deviceKey', { device: 'lane-2', change: true }, WITHIN_MS);
  assert.equal(Buffer.from(site.pd(2).memory.siteKey!).toString('hex'), 'ab'.repeat(16));
  assert.ok(await site.opens(2, 4));
  assert.ok(await site.opens(1, 5));
});

/** Puts the line's socket, which nobody uses any more, behind a terminal: a port that has a speed. */
function serveTerminal(t: TestContext, site: Site, path: string): void {
  const sides = [`pty,raw,echo=0,link=${path}`, `unix-connect:${lineSocket(site.rig.folder, 'line-1')}`];
  const socat = spawn(findProgram('socat') ?? 'socat', sides, { stdio: 'ignore' });
  t.after(() => socat.kill('SIGKILL'));
}

test('a line behind a socket keeps its speed, for nothing would tell that to what stands behind it', async (t) => {
  const site = await Site.start(t, 3, 9600);
  await assert.rejects(site.tool.request('lineBaud', { line: 'line-1', baud: 38_400 }, WITHIN_MS), {
    code: 'line_without_baud',
  });
  assert.deepEqual(
    [1, 2, 3].map((lane) => site.pd(lane).baud),
    [9600, 9600, 9600],
  );
});

test('a line goes to another speed while the gate runs, or stays as it was', {
  skip: withoutPeer('socat'),
}, async (t) => {
  const site = await Site.start(t, 3, 9600);
  const path = join(site.rig.folder, 'tty');
  site.whole.lines[0]!.port = { kind: 'serial', path };
  await site.reload(site.whole);
  serveTerminal(t, site, path);
  await site.online(3);
  assert.deepEqual(await site.tool.request('lineBaud', { line: 'line-1', baud: 38_400 }, WITHIN_MS), {
    baud: 38_400,
  });
  await site.online(3);
  assert.deepEqual(
    [1, 2, 3].map((lane) => site.pd(lane).baud),
    [38_400, 38_400, 38_400],
  );
  assert.equal((await site.tool.request('status', {})).lines[0]!.baud, 38_400);
  site.whole.lines[0]!.baud = 38_400;
  const change = await site.reload(site.whole);
  assert.deepEqual(change.lines.changed, [], 'the file says what runs');
  assert.ok(await site.opens(1, 6));
  await assert.rejects(site.tool.request('lineBaud', { line: 'nowhere', baud: 9600 }), {
    code: 'line_unknown',
  });
});
