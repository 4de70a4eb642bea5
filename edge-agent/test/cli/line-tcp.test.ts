import assert from 'node:assert/strict';
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { within } from '../../../deploy/testing/until.ts';
import { SUPERVISED } from '../../src/supervise/supervised.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'vratar-line-tcp-'));
after(() => rmSync(folder, { recursive: true }));

/** `line-tcp` in a process of its own, which does not outlive the test. */
function run(t: TestContext, args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  const child = spawn(process.execPath, [MAIN, 'line-tcp', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  });
  t.after(() => child.kill('SIGKILL'));
  return child;
}

async function exitCode(child: ChildProcess): Promise<number | null> {
  const [code] = await within('the end of line-tcp', once(child, 'close'));
  return code;
}

test('line-tcp carries bytes between a device server and the gate’s socket, and ends at SIGTERM', async (t) => {
  const server = createServer((socket) => socket.pipe(socket));
  t.after(() => server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const path = join(folder, 'run', 'line-a.sock');
  const child = run(t, ['--connect', `127.0.0.1:${port}`, '--socket', path]);
  await within('a connection', once(child.stdout!, 'data'));
  const gate = connect(path);
  t.after(() => gate.destroy());
  gate.write(Buffer.from([1, 2, 3]));
  const [echoed] = await within('the echo', once(gate, 'data'));
  assert.deepEqual([...(echoed as Buffer)], [1, 2, 3]);
  child.kill('SIGTERM');
  assert.equal(await exitCode(child), 0);
  assert.equal(existsSync(path), false);
});

test('line-tcp under the supervisor ends at SIGTERM by itself, though the supervisor’s pipe is open', async (t) => {
  const path = join(folder, 'run', 'supervised.sock');
  const child = run(t, ['--connect', '127.0.0.1:1', '--socket', path], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, [SUPERVISED]: '1' },
  });
  await within('its first words', once(child.stdout!, 'data'));
  child.kill('SIGTERM');
  assert.equal(await exitCode(child), 0);
});

test('line-tcp whose input is a file instead of the supervisor’s pipe ends in order, for nobody supervises it', async (t) => {
  const path = join(folder, 'run', 'file.sock');
  const file = openSync(MAIN, 'r');
  const child = run(t, ['--connect', '127.0.0.1:1', '--socket', path], {
    stdio: [file, 'ignore', 'inherit'],
    env: { ...process.env, [SUPERVISED]: '1' },
  });
  closeSync(file);
  assert.equal(await exitCode(child), 0);
});

test('line-tcp without a line to bridge says what it needs', async (t) => {
  for (const args of [
    [],
    ['--connect', 'nowhere', '--socket', 'x'],
    ['--line', 'a', '--config', join(folder, 'none')],
  ]) {
    const child = run(t, args);
    const said: Buffer[] = [];
    child.stderr!.on('data', (bytes: Buffer) => said.push(bytes));
    assert.equal(await exitCode(child), 2, args.join(' '));
    assert.match(Buffer.concat(said).toString(), /--line|HOST:PORT|configuration/);
  }
});
