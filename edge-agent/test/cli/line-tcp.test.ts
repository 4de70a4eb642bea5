import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { SUPERVISED } from '../../src/supervise/supervised.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'vratar-line-tcp-'));
after(() => rmSync(folder, { recursive: true }));

function run(...args: string[]) {
  return spawn(process.execPath, [MAIN, 'line-tcp', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}

test('line-tcp carries bytes between a device server and the gate’s socket, and ends at SIGTERM', async () => {
  const server = createServer((socket) => socket.pipe(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const path = join(folder, 'run', 'line-a.sock');
  const child = run('--connect', `127.0.0.1:${port}`, '--socket', path);
  await once(child.stdout, 'data');
  const gate = connect(path);
  gate.write(Buffer.from([1, 2, 3]));
  const [echoed] = await once(gate, 'data');
  assert.deepEqual([...(echoed as Buffer)], [1, 2, 3]);
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  assert.equal(code, 0);
  assert.equal(existsSync(path), false);
  gate.destroy();
  server.close();
});

test('line-tcp under the supervisor ends at SIGTERM by itself, though the supervisor’s pipe is open', async () => {
  const path = join(folder, 'run', 'supervised.sock');
  const child = spawn(process.execPath, [MAIN, 'line-tcp', '--connect', '127.0.0.1:1', '--socket', path], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, [SUPERVISED]: '1' },
  });
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  const exited = once(child, 'exit', { signal: AbortSignal.timeout(30_000) });
  const [code] = await exited.finally(() => child.kill('SIGKILL'));
  assert.equal(code, 0);
});

test('line-tcp whose input is a file instead of the supervisor’s pipe ends in order, for nobody supervises it', async () => {
  const path = join(folder, 'run', 'file.sock');
  const file = openSync(MAIN, 'r');
  const child = spawn(process.execPath, [MAIN, 'line-tcp', '--connect', '127.0.0.1:1', '--socket', path], {
    stdio: [file, 'ignore', 'inherit'],
    env: { ...process.env, [SUPERVISED]: '1' },
  });
  closeSync(file);
  const exited = once(child, 'exit', { signal: AbortSignal.timeout(30_000) });
  const [code] = await exited.finally(() => child.kill('SIGKILL'));
  assert.equal(code, 0);
});

test('line-tcp without a line to bridge says what it needs', async () => {
  for (const args of [
    [],
    ['--connect', 'nowhere', '--socket', 'x'],
    ['--line', 'a', '--config', join(folder, 'none')],
  ]) {
    const child = run(...args);
    const said: Buffer[] = [];
    child.stderr.on('data', (bytes: Buffer) => said.push(bytes));
    const [code] = await once(child, 'close');
    assert.equal(code, 2, args.join(' '));
    assert.match(Buffer.concat(said).toString(), /--line|HOST:PORT|configuration/);
  }
});
