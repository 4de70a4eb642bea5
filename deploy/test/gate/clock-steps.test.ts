import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { JournalEvent } from '@vratar/protocol/messages';
import { isFreed } from '../../bench/gate/lanes.ts';
import { withoutPeer } from '../../testing/index.ts';
import { until } from '../../testing/until.ts';
import { SteppedSite } from './stepped-site.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const GRANT_MS = 5_000;
const FREE_MS = 5_000;

/** No step, but those of days, comes near the moment at which everybody's place is forgotten. */
const halfADayOff = (): string =>
  new Date(Date.now() + 12 * HOUR).toLocaleTimeString('en-GB', {
    timeZone: 'Europe/Sofia',
    timeStyle: 'short',
  });

/** Wall clock minus monotonic clock, whose fractions the journal leaves out. */
const offsetOf = ({ at, mono }: JournalEvent): number => at - mono;

function nearly(found: number, expected: number, within: number): void {
  assert.ok(Math.abs(found - expected) <= within, `${found} instead of ${expected}`);
}

describe('X8 the clock of a running gate is set', { skip: withoutPeer('faketime'), timeout: 240_000 }, () => {
  let site: SteppedSite;
  before(async () => {
    const passback = { mode: 'timed', ms: HOUR } as const;
    site = await SteppedSite.build({ passback, passbackReset: halfADayOff() });
  });
  after(() => site?.stop());

  test('each step is told with its size, before whatever has the new time', async () => {
    const to1970 = () => 60_000 - site.clock.now();
    const away = [-2 * HOUR, 2 * HOUR, -400 * DAY, 800 * DAY, to1970];
    for (const next of away) {
      const ms = typeof next === 'number' ? next : next();
      const step = await site.step(ms);
      nearly(Number(step.data!.ms), ms, 250);
      nearly(step.at, site.clock.now(), 30_000);
      assert.equal(step.clock, 'synced', 'the host keeps this clock');
      await site.order({ name: 'lockdown', on: false });
      const told = (await site.since()).filter(({ seq }) => seq >= step.seq);
      for (const event of told) nearly(offsetOf(event), offsetOf(step), 250);
    }
    await site.step(Date.now() - site.clock.now());
  });

  test('one too small to be told of moves the times alone', async () => {
    await site.note();
    await site.order({ name: 'lockdown', on: false });
    const before = await site.next('command');
    await site.note();
    site.clock.step(-400);
    await site.order({ name: 'lockdown', on: false });
    const behind = await site.next('command');
    nearly(offsetOf(behind) - offsetOf(before), -400, 90);
    assert.ok((await site.since()).every(({ kind }) => kind !== 'clock_step'));
    site.clock.step(400);
  });

  test('whoever is in the lane has passed, and was let in', async () => {
    await site.note();
    site.tap('lane-1', 1);
    await site.walk('lane-1', 1, 3_000);
    const granted = await site.next('granted');
    const step = await site.step(-2 * HOUR);
    const passage = await site.next('passage');
    assert.deepEqual([passage.grant, passage.data?.late], [granted.trace, undefined]);
    assert.ok(passage.seq > step.seq);
    nearly(passage.at, site.clock.now(), 30_000);
    await site.step(2 * HOUR);
  });

  test('whoever came in waits as long as a timed anti-passback says', async () => {
    await site.step(2 * HOUR);
    site.tap('lane-1', 1);
    assert.equal((await site.next('denied')).reason, 'passback_wait');
    await site.step(-2 * HOUR);
  });

  test('a grant and a direction that is free for a while last as long as they would have', async () => {
    await site.note();
    const over = site.clock.now() + FREE_MS;
    await site.order({ name: 'mode', lane: 'lane-2', direction: 'out', mode: 'free', until: over });
    const free = await site.next('free_start', 'lane-2');
    site.tap('lane-1', 2);
    const granted = await site.next('granted', 'lane-1');
    site.clock.step(2 * HOUR);
    await site.next('clock_step');
    site.clock.step(-400 * DAY);
    const unused = await site.next('passage_timeout', 'lane-1');
    const end = await site.next('free_end', 'lane-2');
    // Each ends when the gate looks, and not before its time.
    for (const [took, wanted] of [
      [unused.mono - granted.mono, GRANT_MS],
      [end.mono - free.mono, over - free.at],
    ] as const)
      assert.ok(took >= wanted - 5 && took < wanted + 30_000, `${took} instead of ${wanted}`);
    const steps = await until('both steps in the journal', async () => {
      const told = (await site.since()).filter(({ kind }) => kind === 'clock_step');
      return told.length > 1 && told;
    });
    assert.deepEqual(
      steps.map(({ data }) => Math.round(Number(data!.ms) / HOUR)),
      [2, -400 * 24],
    );
    await site.step(400 * DAY - 2 * HOUR);
  });

  test('an order is late by the clock of the gate, and one that is still valid is carried out', async () => {
    await site.step(2 * HOUR);
    const order = { name: 'lockdown', on: false } as const;
    assert.equal((await site.command(order, site.clock.now() - HOUR)).outcome, 'expired');
    assert.equal((await site.command(order)).outcome, 'done');
    await site.step(-2 * HOUR);
  });

  test('I1 lanes that a fire has freed stay free', async () => {
    const { site: school } = site.rig.school;
    const lanes = ['lane-1', 'lane-2'];
    const areFree = () => lanes.every((lane) => isFreed(school, lane, 'in') && isFreed(school, lane, 'out'));
    school.fire.all[0]!.alarm(true);
    await until('every lane is free', areFree);
    const locked: string[] = [];
    const stop = school.listen((event) => {
      if (event.kind === 'command' && !areFree()) locked.push(event.entry.name);
    });
    for (const ms of [-2 * HOUR, 400 * DAY, 60_000 - site.clock.now()]) await site.step(ms);
    school.fire.all[0]!.alarm(false);
    await until('the latch alone', async () => (await site.zone()) === 'latched');
    await site.step(Date.now() - site.clock.now());
    stop();
    assert.deepEqual([locked, areFree()], [[], true]);
    await site.order({ name: 'fire_reset', zone: 'school' });
    assert.equal(await site.zone(), 'normal');
  });

  test('between two runs: the second says so first of all', async () => {
    await site.note();
    await site.kill();
    site.clock.step(-2 * HOUR);
    await site.start();
    const told = await site.since();
    const step = told[told.findIndex(({ kind }) => kind === 'power_up') + 1];
    assert.equal(step?.kind, 'clock_step');
    nearly(Number(step.data!.ms), -2 * HOUR, 250);
  });
});
