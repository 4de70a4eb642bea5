import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { VratarError } from '@vratar/protocol/errors';
import { issueCommand } from '../../src/fleet/index.ts';
import { testDatabase } from '../support/database.ts';
import { FleetBench } from './fleet-bench.ts';

const db = await testDatabase();
const bench = await new FleetBench(db).start();
after(async () => {
  await bench.stop();
  await db.close();
});

const lockdown = (gateway: string, id: string, validMs = 30_000) =>
  issueCommand(
    db.jobs,
    { gateway, name: 'lockdown', args: { on: true }, issuer: 'cloud:test', validMs, id },
    new Date(),
  );
const row = (id: string) =>
  db.owner.selectFrom('gateway_command').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

test('a command reaches a connected gateway once, and its answer is kept', async () => {
  const { school } = await bench.gateway('g1');
  await lockdown('g1', 'command-1');
  await lockdown('g1', 'command-1');
  await bench.until(() => bench.to('g1', 'command').length > 0);
  assert.deepEqual(
    bench.to('g1', 'command').map(({ id, name, args, issuer }) => [id, name, args, issuer]),
    [['command-1', 'lockdown', { on: true }, 'cloud:test']],
  );
  bench.say('g1', school, 'answer', { v: 1, id: 'command-1', result: 'refused', code: 'fire_latched' });
  await bench.until(async () => (await row('command-1')).result !== null);
  bench.say('g1', school, 'answer', { v: 1, id: 'command-1', result: 'repeated' });
  bench.say('g1', school, 'answer', { v: 1, id: 'command-1' });
  await bench.until(() => bench.tally.get('answer_invalid') === 1);
  const { result, code } = await row('command-1');
  assert.deepEqual([result, code], ['refused', 'fire_latched']);
});

test("nobody answers for another's command", async () => {
  await bench.gateway('g2');
  const { school } = await bench.gateway('thief');
  await lockdown('g2', 'command-2');
  bench.say('thief', school, 'answer', { v: 1, id: 'command-2', result: 'done' });
  bench.say('thief', school, 'answer', { v: 1 });
  await bench.until(() => bench.tally.get('answer_invalid') === 2);
  assert.equal((await row('command-2')).result, null);
});

test('a command for a gateway that is away waits for it, unless it expires first', async () => {
  const { school } = await bench.gateway('g3');
  bench.say('g3', school, 'state', { v: 1, kind: 'will', connection: 'c-g3' });
  await bench.until(async () => (await bench.status('g3'))?.online === false);
  await lockdown('g3', 'command-late', 1);
  await lockdown('g3', 'command-3');
  bench.say('g3', school, 'state', { v: 1, kind: 'birth', connection: 'again' });
  await bench.until(() => bench.to('g3', 'command').length > 0);
  assert.deepEqual(
    bench.to('g3', 'command').map(({ id }) => id),
    ['command-3'],
  );
});

test('wrong parameters and unknown gateways are refused before anything is stored', async () => {
  const code = async (work: Promise<unknown>) =>
    work.then(
      () => 'taken',
      (error: unknown) => (error instanceof VratarError ? error.code : error),
    );
  assert.equal(await code(lockdown('nobody', 'command-4')), 'gateway_unknown');
  const wrong = {
    gateway: 'g1',
    name: 'lockdown',
    args: { on: 'yes' } as never,
    issuer: 'cloud:t',
    validMs: 1,
  } as const;
  assert.equal(await code(issueCommand(db.jobs, wrong, new Date())), 'command_args');
});
