import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import { vratarEdge } from '../../../deploy/testing/vratar-edge.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const EXAMPLE = join(import.meta.dirname, '..', '..', 'src', 'config', 'example.yaml');
const HELLO = { version: 1, gateway: 'g', building: 'b', boot: 'boot' };

interface Asked {
  readonly id: number;
  readonly op: string;
  readonly body: { readonly id: string };
}

/** What `vratar-edge` says, and its exit code, beside a gate that does this with what it is asked. */
async function beside(
  t: TestContext,
  serve: (asked: Asked, answer: (ok: unknown) => void, socket: Socket) => void,
  ...words: string[]
): Promise<readonly [code: unknown, said: string]> {
  const folder = temporaryFolder(t);
  const file = join(folder, 'edge.yaml');
  writeFileSync(file, readFileSync(EXAMPLE, 'utf8').replace('/run/vratar', 'run'));
  mkdirSync(join(folder, 'run'));
  const gate = createServer((socket) => {
    socket.on('error', () => undefined);
    createInterface({ input: socket }).on('line', (line) => {
      const asked = JSON.parse(line) as Asked;
      const answer = (ok: unknown): void => void socket.write(`${JSON.stringify({ id: asked.id, ok })}\n`);
      if (asked.op === 'hello') answer(HELLO);
      else serve(asked, answer, socket);
    });
  });
  t.after(() => gate.close());
  gate.listen(join(folder, 'run', 'tool.sock'));
  const { code, out, err } = await vratarEdge(...words, '--config', file);
  return [code, out + err];
}

test('an order whose answer the gate takes with it is asked for again under its id, by the command itself', async (t) => {
  const orders: string[] = [];
  const [code, out] = await beside(
    t,
    ({ op, body }, answer, socket) => {
      if (op === 'command') orders.push(body.id);
      if (op !== 'command' || orders.length === 1) return void socket.destroy();
      answer({ id: body.id, outcome: 'repeated' });
    },
    ...['lane', 'release', 'hall', '-d', 'in', '-r', 'staff'],
  );
  assert.equal(code, 0, out);
  assert.match(out, /^Done: one person may pass\. An order with this id was carried out before/);
  assert.equal(orders.length, 2);
  assert.equal(orders[0], orders[1]);
});

test('an order that was done is no failure when what it did cannot be told', async (t) => {
  const [code, out] = await beside(
    t,
    ({ op, body }, answer) => answer(op === 'command' ? { id: body.id, outcome: 'done' } : {}),
    ...['lane', 'mode', 'hall', '-d', 'in', '-m', 'free'],
  );
  assert.deepEqual([code, out], [0, 'Done.\n']);
});
