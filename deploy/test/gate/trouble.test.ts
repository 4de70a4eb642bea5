import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GateClient } from '@vratar/edge-agent/src/socket/gate-client.ts';
import { smallDisk } from '@vratar/edge-agent/test/small-disk.ts';
import { VratarError } from '@vratar/protocol/errors';
import type { JournalEvent } from '@vratar/protocol/messages';
import { nextFree } from '../../bench/gate/lanes.ts';
import { type GateProcess, GateRig, uidOf } from '../../testing/gate/index.ts';
import { until } from '../../testing/until.ts';
import { vratarEdge } from '../../testing/vratar-edge.ts';
import { Witness } from './witness.ts';

/** All of a test: a bound for what no wait of its own bounds. */
const LIMIT = { timeout: 240_000 };
const OWN = (name: string): string => join(import.meta.dirname, 'entries', name);

/** @param data another place for the gate's data */
async function rigFor(t: TestContext, data?: string): Promise<GateRig> {
  const folder = mkdtempSync(join(tmpdir(), 'vratar-trouble-'));
  if (data !== undefined) symlinkSync(data, join(folder, 'edge'));
  const rig = await GateRig.build(folder, { lines: 1, lanesPerLine: 2, baud: 115_200 }, 50);
  t.after(async () => {
    await rig.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  await rig.bringList();
  return rig;
}

async function start(rig: GateRig, entry?: string): Promise<GateProcess> {
  const gate = rig.startGate(entry === undefined ? {} : { entry });
  const tool = await gate.connect('tool');
  await until('readers whose cards have a known age', async () => {
    const { lines } = await tool.request('status', {});
    return lines.every(({ devices }) => devices.every(({ phase, proved }) => phase === 'online' && proved));
  });
  await tool.close();
  return gate;
}

/** Taps card after card at both lanes until so many were let in. */
async function letIn(rig: GateRig, count: number, first = 0): Promise<void> {
  for (let n = first, granted = 0; granted < count; n++) {
    assert.ok(n < first + 20 * count, 'nobody is let in');
    const lane = `lane-${(n % 2) + 1}`;
    const free = nextFree(rig.school, lane, 'in', 1000);
    rig.school.site.lanes.get(lane).tap('in', `p${n}`, uidOf(n % 50));
    if ((await free) !== undefined) granted += 1;
    rig.school.site.lanes.get(lane).approach({
      id: `p${n}`,
      direction: 'in',
      plan: 'through',
      reactionMs: 10,
      pace: 0.3,
      patienceMs: 300,
    });
    await sleep(300);
  }
}

/** All durable events. */
async function events(gate: GateClient): Promise<JournalEvent[]> {
  const { epoch, first, last } = await gate.request('position', {});
  const found: JournalEvent[] = [];
  for (let at = first - 1; at < last; ) {
    const { lines } = await gate.request('read', { epoch, after: at, limit: 200 });
    found.push(...lines.map((line) => JSON.parse(line) as JournalEvent));
    at += lines.length;
  }
  return found;
}

/** Traces of those who were let in, as soon as so many are durable. Each new store opens the sockets anew. */
function granted(gate: GateProcess, count: number): Promise<string[]> {
  return until(
    `${count} grants that are durable`,
    async () => {
      await using tool = await gate.connect('tool');
      const traces = (await events(tool)).flatMap(({ kind, trace }) => (kind === 'granted' ? [trace!] : []));
      if (traces.length >= count) return traces;
      throw new Error(`${traces.length} are`);
    },
    120_000,
    300,
  );
}

/** The journal is well, and nothing waits for its disk. */
const inOrder = (gate: GateClient): Promise<unknown> =>
  until('a journal that is well', async () => {
    const { state, waiting } = (await gate.request('status', {})).journal;
    if (state === 'ok') return true;
    throw new Error(`${state}, ${waiting} wait`);
  });

/** Asks anew when the sockets were opened anew, as they are with each new store. */
async function asked<T>(gate: GateProcess, ask: (tool: GateClient) => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    const tool = await gate.connect('tool');
    try {
      return await ask(tool);
    } catch (error) {
      if (!(error instanceof VratarError && error.code === 'socket_closed') || tries > 20) throw error;
    } finally {
      await tool.close();
    }
  }
}

test(
  'a disk that takes two seconds for a commit is an alarm; lanes open, and every event arrives',
  LIMIT,
  async (t) => {
    const rig = await rigFor(t);
    const gate = await start(rig, join(import.meta.dirname, '..', '..', 'bench', 'gate', 'stalling-gate.ts'));
    await letIn(rig, 6);
    await granted(gate, 6);
    const tool = await gate.connect('tool');
    // How many commits go before, nobody knows, and the first ones are quick. The alarm ends when nothing waits any more, so
    // the journal says whether it was told.
    let people = 100;
    await until('an alarm journal_slow', async () => {
      await letIn(rig, 1, people++);
      return (await events(tool)).some(({ kind, reason }) => kind === 'alarm' && reason === 'journal_slow');
    });
    await new Witness().check(tool);
    await tool.close();
  },
);

test('a store that dies is started again: nothing is lost, nothing is written twice', LIMIT, async (t) => {
  const rig = await rigFor(t);
  const gate = await start(rig, OWN('dying-gate.ts'));
  await letIn(rig, 8);
  const traces = await granted(gate, 8);
  assert.equal(new Set(traces).size, traces.length, 'an event is there twice');
  await asked(gate, (tool) => new Witness().check(tool));
  assert.ok(readFileSync(join(rig.data, 'deaths')).length > 1, 'it has died');
});

test('a second gate on the same folder says who holds it, and changes nothing', LIMIT, async (t) => {
  const rig = await rigFor(t);
  const gate = await start(rig);
  const second = rig.startGate();
  assert.equal(await second.exitCode(), 1);
  assert.match(second.output(), new RegExp(`process ${gate.pid}.*already_running`));
  const tool = await gate.connect('tool');
  // On a busy machine the first commits may be slow; they end well all the same.
  await inOrder(tool);
  await tool.close();
});

test(
  'I5 killed on a full disk and started on it: lanes decide, the gate can be asked, and the hole has its edge',
  LIMIT,
  async (t) => {
    const disk = smallDisk(t, 24 * 1024);
    if (disk === undefined) return;
    const rig = await rigFor(t, disk.folder);
    const gate = await start(rig);
    const fills: string[] = [];
    const isFull = async () => {
      const tool = await gate.connect('tool');
      const { journal, alarms } = await tool.request('status', {});
      await tool.close();
      return journal.waiting > 0 && alarms.some(({ code }) => code === 'disk_full');
    };
    // A draft also waits for a moment where there is room: only one that still does in the next look is out of it.
    const end = Date.now() + 90_000;
    do {
      assert.ok(Date.now() < end, 'the disk gets full, and a draft waits');
      fills.push(fill(disk.folder, fills.length));
      await letIn(rig, 1);
    } while (!((await isFull()) && (await sleep(1000, true)) && (await isFull())));
    await gate.kill('SIGKILL');
    fills.push(fill(disk.folder, fills.length));

    const second = await start(rig);
    await letIn(rig, 2);
    const tool = await second.connect('tool');
    const status = await until('an alarm disk_full', async () => {
      const now = await tool.request('status', {});
      return now.alarms.some(({ code }) => code === 'disk_full') && now;
    });
    assert.equal(status.journal.state, 'failing');
    for (const file of fills) rmSync(file);
    await inOrder(tool);
    const told = (await events(tool)).findLast(({ kind }) => kind === 'power_up')!;
    const { clean, last } = told.data as { clean: boolean; last: { seq: number } };
    assert.equal(clean, false);
    assert.ok(last.seq < told.seq);
    await tool.close();
  },
);

test(
  'I6 a gate that finds a backup in the place of its journal serves lanes, and says so until the next start',
  LIMIT,
  async (t) => {
    const rig = await rigFor(t);
    const journal = join(rig.data, 'journal.db');
    const backup = join(rig.folder, 'backup.db');
    copyFileSync(journal, backup);
    const one = await start(rig);
    await letIn(rig, 2);
    await granted(one, 2);
    await one.kill('SIGTERM');
    copyFileSync(backup, journal);

    const two = await start(rig);
    await letIn(rig, 1);
    await granted(two, 1);
    const tool = await two.connect('tool');
    assert.match(await statusOf(rig), /^ALARM journal_restored \(journal\) since /m);
    const told = await events(tool);
    const { reason, data } = told.find(({ kind }) => kind === 'gap')!;
    const { last, known } = data as { last: number; known: number };
    assert.equal(reason, 'journal_restored');
    assert.ok(last < known, `the file ends at ${last}, and event ${known} is known to have been`);
    assert.ok(told.some(({ kind, reason }) => kind === 'alarm' && reason === 'journal_restored'));
    assert.equal((await tool.request('position', {})).epoch, 2);
    await tool.close();
    await two.kill('SIGTERM');

    await start(rig);
    assert.doesNotMatch(await statusOf(rig), /journal_restored/);
  },
);

/** What `vratar-edge status` prints; it exits with 3 when there are alarms. */
async function statusOf(rig: GateRig): Promise<string> {
  return (await vratarEdge('status', '--config', join(rig.folder, 'edge.yaml'))).out;
}

/** Takes all the room there is. @returns the file that holds it */
function fill(folder: string, number: number): string {
  const file = join(folder, `full-${number}`);
  for (let bytes = 1024 * 1024; bytes >= 1024; ) {
    try {
      writeFileSync(file, Buffer.alloc(bytes, 1), { flag: 'a' });
    } catch {
      bytes /= 4;
    }
  }
  return file;
}
