import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { hex, toHex } from '../support/bytes.ts';
import { removeFolder, schoolFolder } from '../support/running-school.ts';

const BIN = join(import.meta.dirname, '..', '..', 'bin', 'vratar-sim.js');
const sim = (...args: string[]) => spawn(process.execPath, [BIN, ...args]);

async function firstMatch(stream: Readable, pattern: RegExp): Promise<RegExpExecArray> {
  let seen = '';
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    seen += chunk;
    const match = pattern.exec(seen);
    if (match !== null) return match;
  }
  throw new Error(`never came: ${pattern} in ${seen}`);
}

test('pd answers on its socket, obeys the prompt and logs each command as a JSON line', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vratar-cli-'));
  const path = join(folder, 'pd.sock');
  const child = sim('pd', '--socket', path, '--address', '0');
  const output = text(child.stdout);
  await firstMatch(child.stderr, /device 0 at/);
  child.stdin.write('tap DEADBEEF\n');
  const socket = createConnection(path);
  const heard: Buffer[] = [];
  socket.on('data', (bytes: Buffer) => heard.push(bytes));
  await sleep(200);
  socket.write(hex('ff 53 00 08 00 04 60 eb aa'));
  while (!toHex(Buffer.concat(heard)).includes('deadbeef')) await sleep(10);
  child.stdin.write('quit\n');
  const [code] = await once(child, 'close');
  assert.equal(code, 0);
  const { command, reply } = JSON.parse((await output).split('\n')[0]!);
  assert.deepEqual([command, reply], ['POLL', 'RAW']);
  await rm(folder, { recursive: true });
});

test('school tells where it is, and Ctrl-C ends it cleanly', async () => {
  const folder = await schoolFolder();
  const child = sim('school', '--config', join(folder, 'sim.yaml'));
  const [, board] = await firstMatch(child.stdout, /board at (\S+)/);
  const state = (await (await fetch(`${board}/api/state`)).json()) as { school: string };
  assert.equal(state.school, 'Test School');
  child.kill('SIGINT');
  const [code] = await once(child, 'close');
  assert.equal(code, 0);
  await removeFolder(folder);
});

test('a missing configuration is an error with a code and a next step', async () => {
  const child = sim('school', '--config', '/nowhere/sim.yaml');
  const [errors, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  assert.match(errors, /^\/nowhere\/sim\.yaml: .*\[config_unreadable\]/);
  assert.equal(code, 1);
});

test('schema prints a JSON Schema', async () => {
  const child = sim('schema');
  const schema = JSON.parse(await text(child.stdout));
  assert.match(schema.$schema, /json-schema\.org/);
  assert.ok(schema.properties.lanes);
});
