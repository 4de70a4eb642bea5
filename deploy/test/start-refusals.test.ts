import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { ROOT } from '../src/root.ts';
import { holdAlone } from '../src/start/only-one.ts';

/** Of a copy that is not refused. */
const LIMIT = { timeout: 60_000 } as const;
const folder = mkdtempSync(join(tmpdir(), 'vratar-start-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('a taken port is named before anything is started', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as AddressInfo;
  const { code, said } = await start('--cloud-port', String(port));
  taken.close();
  assert.equal(code, 1);
  assert.match(said, new RegExp(`127\\.0\\.0\\.1:${port} is already in use`));
  assert.doesNotMatch(said, /✓/);
});

test('a second copy on the same folder is refused, with the number of the first', async () => {
  const lock = await holdAlone(join(folder, 'start.sock'));
  const { code, said } = await start();
  lock.close();
  assert.equal(code, 1);
  assert.match(said, new RegExp(`already running .*process ${process.pid}\\)`));
});

test('a lock that a killed copy left behind is taken over', async () => {
  const path = join(folder, 'left.sock');
  const script = `import('${join(ROOT, 'deploy/src/start/only-one.ts')}').then(async (m) => {
    await m.holdAlone(${JSON.stringify(path)}); process.kill(process.pid, 'SIGKILL'); })`;
  const child = spawn(process.execPath, ['-e', script], LIMIT);
  await new Promise((resolve) => child.on('close', resolve));
  const lock = await holdAlone(path);
  lock.close();
});

async function start(...args: readonly string[]): Promise<{ code: number | null; said: string }> {
  const entry = join(ROOT, 'deploy', 'src', 'start.ts');
  const child = spawn(process.execPath, [entry, '--data', folder, ...args], LIMIT);
  const exit = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await exit, said: out + err };
}
