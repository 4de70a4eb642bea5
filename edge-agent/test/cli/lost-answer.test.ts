import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { temporaryFolder } from '../temporary-folder.ts';

const MAIN = join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts');
const EXAMPLE = join(import.meta.dirname, '..', '..', 'src', 'config', 'example.yaml');
const HELLO = { version: 1, gateway: 'g', building: 'b', boot: 'boot' };

interface Asked {
  readonly id: number;
  readonly op: string;
  readonly body: { readonly id: string };
}

test('an order whose answer the gate takes with it is asked for again under its id, by the command itself', async (t) => {
  const folder = temporaryFolder(t);
  const file = join(folder, 'edge.yaml');
  writeFileSync(file, readFileSync(EXAMPLE, 'utf8').replace('/run/vratar', 'run'));
  mkdirSync(join(folder, 'run'));
  const orders: string[] = [];
  const serve = (socket: Socket, { id, op, body }: Asked): void => {
    if (op === 'hello') return void socket.write(`${JSON.stringify({ id, ok: HELLO })}\n`);
    if (op === 'command') orders.push(body.id);
    if (op !== 'command' || orders.length === 1) return void socket.destroy();
    socket.write(`${JSON.stringify({ id, ok: { id: body.id, outcome: 'repeated' } })}\n`);
  };
  const gate = createServer((socket) => {
    socket.on('error', () => undefined);
    createInterface({ input: socket }).on('line', (line) => serve(socket, JSON.parse(line)));
  });
  t.after(() => gate.close());
  gate.listen(join(folder, 'run', 'tool.sock'));

  const words = ['lane', 'release', 'hall', '-d', 'in', '-r', 'staff', '--config', file];
  const [code, out] = await new Promise<[unknown, string]>((resolve) => {
    execFile(process.execPath, [MAIN, ...words], { timeout: 60_000 }, (error, said, err) =>
      resolve([error?.code ?? 0, said + err]),
    );
  });
  assert.equal(code, 0, out);
  assert.match(out, /^Done: one person may pass\. It had been carried out before/);
  assert.equal(orders.length, 2);
  assert.equal(orders[0], orders[1]);
});
