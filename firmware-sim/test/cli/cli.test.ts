import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { until, within } from '../../../deploy/testing/until.ts';
import { hex, toHex } from '../support/bytes.ts';
import { removeFolder, schoolFolder } from '../support/running-school.ts';

const BIN = join(import.meta.dirname, '..', '..', 'bin', 'vratar-sim.js');

/** The command line in a process of its own, which does not outlive the test. */
function sim(t: TestContext, ...args: string[]) {
  const child = spawn(process.execPath, [BIN, ...args]);
  t.after(() => child.kill('SIGKILL'));
  return child;
}

async function exitCode(child: ChildProcess): Promise<number> {
  const [code] = await within('the end of vratar-sim', once(child, 'close'));
  return code;
}

function firstMatch(stream: Readable, pattern: RegExp): Promise<RegExpExecArray> {
  let seen = '';
  const match = async (): Promise<RegExpExecArray> => {
    for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
      seen += chunk;
      const match = pattern.exec(seen);
      if (match !== null) return match;
    }
    throw new Error(`never came: ${pattern} in ${seen}`);
  };
  return within(String(pattern), match(), undefined, () => seen);
}

test('pd answers on its socket, obeys the prompt and logs each command as a JSON line', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'vratar-cli-'));
  const path = join(folder, 'pd.sock');
  const child = sim(t, 'pd', '--socket', path, '--address', '0');
  const output = text(child.stdout);
  await firstMatch(child.stderr, /device 0 at/);
  child.stdin.write('tap DEADBEEF\n');
  const socket = createConnection(path);
  const heard: Buffer[] = [];
  socket.on('data', (bytes: Buffer) => heard.push(bytes));
  // What is typed and what is polled go different ways: the first poll may come before the tap.
  const poll = () => {
    socket.write(hex('ff 53 00 08 00 04 60 eb aa'));
    return toHex(Buffer.concat(heard)).includes('deadbeef');
  };
  await until('the card that was tapped', poll, undefined, 200);
  child.stdin.write('quit\n');
  assert.equal(await exitCode(child), 0);
  const lines = (await output).trim().split('\n');
  assert.deepEqual(
    lines.map((line) => JSON.parse(line)).flatMap(({ command, reply }) => (reply === 'RAW' ? [command] : [])),
    ['POLL'],
  );
  await rm(folder, { recursive: true });
});

test('school tells where it is, and Ctrl-C ends it cleanly', async (t) => {
  const folder = await schoolFolder();
  const child = sim(t, 'school', '--config', join(folder, 'sim.yaml'));
  const [, board] = await firstMatch(child.stdout, /board at (\S+)/);
  const state = (await (await fetch(`${board}/api/state`)).json()) as { school: string };
  assert.equal(state.school, 'Test School');
  child.kill('SIGINT');
  assert.equal(await exitCode(child), 0);
  await removeFolder(folder);
});

test('a missing configuration is an error with a code and a next step', async (t) => {
  const child = sim(t, 'school', '--config', '/nowhere/sim.yaml');
  const [errors, code] = await Promise.all([text(child.stderr), exitCode(child)]);
  assert.match(errors, /^\/nowhere\/sim\.yaml: .*\[config_unreadable\]/);
  assert.equal(code, 1);
});

test('schema prints a JSON Schema', async (t) => {
  const child = sim(t, 'schema');
  const schema = JSON.parse(await within('the schema', text(child.stdout)));
  assert.match(schema.$schema, /json-schema\.org/);
  assert.ok(schema.properties.lanes);
});
