import assert from 'node:assert/strict';
import { test } from 'node:test';
import { school, secureDevice } from './support/test-line.ts';

const NEW_KEY = new Uint8Array(16).fill(0x77);

test('a command of a tool is sent between POLLs and answered', () => {
  const line = school(2);
  line.input({ kind: 'task', address: 1, task: { id: 5, command: { kind: 'ID', form: 0 } } });
  assert.ok(line.run(500, () => line.results.length === 1));
  const [result] = line.results;
  assert.ok(result?.ok && result.id === 5 && result.reply.kind === 'PDID');
});

test('a refusal names the NAK; an absent or unknown device is said at once', () => {
  const line = school(2);
  line.pd(1).override = (command) =>
    command.kind === 'MFG' ? { kind: 'NAK', error: 3, details: new Uint8Array(0) } : undefined;
  const command = { kind: 'MFG', vendor: new Uint8Array(3), data: new Uint8Array(0) } as const;
  line.input({ kind: 'task', address: 1, task: { id: 1, command } });
  line.run(500);
  line.input({ kind: 'task', address: 9, task: { id: 2, command } });
  line.pd(0).powered = false;
  line.run(5000);
  line.input({ kind: 'task', address: 0, task: { id: 3, command } });
  assert.deepEqual(line.results, [
    { id: 1, ok: false, why: 'refused', nak: 3 },
    { id: 2, ok: false, why: 'removed' },
    { id: 3, ok: false, why: 'offline' },
  ]);
});

test('tasks of a PD that goes offline end, and more than a few are refused', () => {
  const line = school(2);
  line.pd(1).powered = false;
  for (let id = 0; id < 20; id += 1) {
    line.input({ kind: 'task', address: 1, task: { id, command: { kind: 'LSTAT' } } });
  }
  assert.equal(line.results.filter((result) => !result.ok && result.why === 'too_many').length, 4);
  line.run(5000);
  assert.equal(line.results.filter((result) => !result.ok && result.why === 'offline').length, 16);
});

test('a new key is set in the session of the old one, then the PD is met under the new one', () => {
  const line = school(2);
  line.pd(1).override = (command) => {
    if (command.kind === 'KEYSET')
      line.pd(1).session.setKeys({ siteKey: command.key, acceptsDefaultKey: false });
    return undefined;
  };
  line.input({
    kind: 'task',
    address: 1,
    task: { id: 1, command: { kind: 'KEYSET', keyType: 1, key: NEW_KEY } },
  });
  assert.ok(line.run(500, () => line.results.length === 1));
  assert.ok(line.results[0]?.ok);
  const changed = { address: 1, security: { kind: 'secure', key: NEW_KEY } } as const;
  line.input({
    kind: 'configure',
    config: { baud: 9600, devices: [secureDevice(0), changed] },
  });
  assert.ok(line.run(1500, () => line.of('online', 1).length === 2));
  assert.equal(line.of('alarm', 1).length, 0);
});
