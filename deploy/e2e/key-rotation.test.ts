import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { KeyReport } from '@vratar/protocol/keys';
import { GateClient } from '../../edge-agent/src/socket/gate-client.ts';
import { paths } from '../src/demo/layout.ts';
import { ROOT } from '../src/root.ts';
import { runToEnd } from '../src/start/run-to-end.ts';
import { until, within } from '../testing/until.ts';
import { Crowd } from './support/crowd.ts';
import { TestSystem } from './support/test-system.ts';

const CLOUD = join(ROOT, 'cloud-api', 'src', 'cli', 'main.ts');
const LANES = ['lane-1', 'lane-2', 'lane-3', 'lane-4'];

const WITHIN_MS = 120_000;

let system: TestSystem;
let gate: GateClient;
before(async () => {
  system = await TestSystem.start();
  gate = await GateClient.connect(paths(system.folder).gateSockets, 'tool', 'end-to-end test');
});
after(async () => {
  await gate?.close();
  await system?.stop();
});

/** As an operator types it. */
const vratarCloud = (...args: string[]): Promise<string> =>
  within(
    `the end of vratar-cloud ${args.join(' ')}`,
    runToEnd(CLOUD, ['--config', paths(system.folder).cloudConfig, ...args]),
    WITHIN_MS,
  );

const keys = (): Promise<KeyReport> => gate.request('keys', {});

const atGate = (what: string, holds: (keys: KeyReport) => boolean): Promise<unknown> =>
  until(what, async () => holds(await keys()), WITHIN_MS);
/** Before that the commands that retire a key refuse, and name the gateway. */
const cloudKnows = (what: string, holds: (keys: KeyReport) => boolean): Promise<void> =>
  system.cloud.knowsKeys(what, holds, WITHIN_MS);

test('I3: the keys of lists and of the site change while children tap, and nobody is refused', async () => {
  const site = await system.cloud.site();
  const before = await keys();
  assert.deepEqual([before.site.length, before.lists.length], [1, 1]);
  const crowd = new Crowd(system, LANES);
  crowd.start();

  await vratarCloud('lists', 'rotate-key');
  await atGate('both list keys are trusted', ({ lists }) => lists.length === 2);
  await vratarCloud('site', 'rotate-key', site);
  await atGate('cards are known under the new key', ({ used }) => used !== before.used);
  await crowd.more(4);
  assert.equal((await keys()).site.length, 2);

  await cloudKnows('cards are known under the new key', ({ used }) => used !== before.used);
  await vratarCloud('lists', 'retire-keys');
  await atGate('the old list key is not trusted', ({ lists }) => lists.length === 1);
  await vratarCloud('site', 'retire-keys', site);
  await atGate('the old site key is forgotten', ({ site: held }) => held.length === 1);
  await crowd.more(4);
  await crowd.stop();

  assert.deepEqual(crowd.refused, []);
  assert.notDeepEqual((await keys()).lists, before.lists);
  await system.settled();
  await until(
    'the cloud knows all of them, under whichever key they came',
    async () => (await system.cloud.today()).pupils.inside === crowd.entered,
  );
});
