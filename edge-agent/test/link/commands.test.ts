import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Answer, COMMANDS, type Command, type CommandName } from '@vratar/protocol/delivery';
import { VratarError } from '@vratar/protocol/errors';
import { pino } from 'pino';
import { Commander } from '../../src/link/commands/commander.ts';
import type { CommandAnswer } from '../../src/socket/commands.ts';

async function answerTo(
  command: Partial<Command>,
  gate: () => Promise<CommandAnswer> = async () => ({ id: 'command-1', outcome: 'done' }),
): Promise<{ answer: Answer; own: string[] }> {
  const answers: Answer[] = [];
  const own: string[] = [];
  const commander = new Commander({
    gate,
    own: async (what) => void own.push(what),
    publish: (answer) => answers.push(answer),
    onKeys: async () => undefined,
    now: () => 1_000,
    log: pino({ level: 'silent' }),
  });
  await commander.received({
    v: 1,
    id: 'command-1',
    name: 'lockdown',
    issuer: 'cloud:x',
    issuedAt: 0,
    expiresAt: 2_000,
    args: { on: true },
    ...command,
  });
  return { answer: answers[0]!, own };
}

test('the answer of the gate is the answer to the cloud', async () => {
  for (const outcome of ['done', 'expired', 'repeated'] as const) {
    const { answer } = await answerTo({}, async () => ({ id: 'command-1', outcome }));
    assert.deepEqual(answer, { v: 1, id: 'command-1', result: outcome });
  }
  const refused = await answerTo({}, async () => ({
    id: 'command-1',
    outcome: 'refused',
    code: 'lane_unknown',
  }));
  assert.deepEqual(refused.answer, { v: 1, id: 'command-1', result: 'refused', code: 'lane_unknown' });
});

test('wrong parameters never reach the gate', async () => {
  const { answer } = await answerTo({ args: { on: 'yes' } }, () => assert.fail('it was asked'));
  assert.deepEqual(answer, { v: 1, id: 'command-1', result: 'refused', code: 'command_args' });
});

test('a gate that is away is answered for', async () => {
  const { answer } = await answerTo({}, async () => {
    throw new VratarError('socket_closed', { why: 'planted' });
  });
  assert.deepEqual(answer, { v: 1, id: 'command-1', result: 'failed', code: 'socket_closed' });
});

test('what the link does itself is not done once it has expired', async () => {
  const inTime = await answerTo({ name: 'status', args: {} });
  assert.deepEqual([inTime.answer.result, inTime.own], ['done', ['status']]);
  const late = await answerTo({ name: 'resend', args: {}, expiresAt: 999 });
  assert.deepEqual([late.answer.result, late.own], ['expired', []]);
});

test('every command of the cloud means something here', async () => {
  const orders: unknown[] = [];
  const commander = new Commander({
    gate: async ({ id, order }) => {
      orders.push(order);
      return { id, outcome: 'done' };
    },
    own: async (what) => void orders.push(what),
    publish: ({ result }) => assert.equal(result, 'done'),
    onKeys: async () => void orders.push('keys reported'),
    now: () => 1_000,
    log: pino({ level: 'silent' }),
  });
  const lane = { lane: 'lane-1', direction: 'in' };
  const args: Record<CommandName, Command['args']> = {
    open_once: { ...lane, reason: 'visitor' },
    mode: { ...lane, mode: 'free' },
    lockdown: { on: true },
    drill: { zone: 'school', on: true },
    status: {},
    resend: {},
    rotate_key: { document: 'signed' },
    time_zone: { zone: 'Europe/Sofia' },
  };
  for (const name of COMMANDS) {
    const command = { v: 1, id: `command-${name}`, issuer: 'cloud:x', issuedAt: 0, expiresAt: 2_000 };
    await commander.received({ ...command, name, args: args[name] });
  }
  assert.deepEqual(orders, [
    { name: 'release', ...lane, reason: 'visitor' },
    { name: 'mode', ...lane, mode: 'free' },
    { name: 'lockdown', on: true },
    { name: 'fire_drill', zone: 'school', on: true },
    'status',
    'resend',
    { name: 'rotate_key', document: 'signed' },
    'keys reported',
    { name: 'time_zone', zone: 'Europe/Sofia' },
  ]);
});
