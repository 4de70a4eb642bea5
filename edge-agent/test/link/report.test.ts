import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VratarError } from '@vratar/protocol/errors';
import type { KeyReport } from '@vratar/protocol/keys';
import { report } from '../../src/link/presence/report.ts';
import type { GateClient } from '../../src/socket/gate-client.ts';
import { checkRequest } from '../../src/socket/parse-request.ts';

const KEYS: KeyReport = {
  sealing: `${'A'.repeat(43)}=`,
  proof: `${'B'.repeat(43)}=`,
  site: ['k1'],
  used: 'k1',
  lists: [],
  serial: 0,
};
const STATUS = {
  clock: 'synced',
  position: { epoch: 1, first: 1, last: 7, acked: 7 },
  list: { version: 3, issuedAt: 5 },
};

/** The report of a link whose gate answers `keys` like this, and what its log says. */
async function reported(keys: () => KeyReport) {
  const warned: unknown[] = [];
  const answers: Record<string, () => unknown> = { status: () => STATUS, keys };
  const request = async (op: string): Promise<unknown> => answers[op]!();
  const state = await report({
    kind: 'heartbeat',
    connection: 'c1',
    release: '1.0.0',
    clock: { boot: 'b', mono: () => 1, utc: () => 2 },
    health: async () => ({}),
    gate: { request: request as GateClient['request'] },
    acked: undefined,
    measurement: undefined,
    log: { warn: (about: unknown) => warned.push(about) },
  });
  assert.deepEqual([state.last, state.list], [7, { version: 3, issuedAt: 5 }], 'all else is told');
  return { keys: state.keys, warned };
}

test('the keys that the gate has are in the report', async () => {
  assert.deepEqual(await reported(() => KEYS), { keys: KEYS, warned: [] });
});

test('a gate that cannot say its keys is in the log, one of an earlier release is not', async () => {
  const late = new VratarError('socket_timeout', { op: 'keys', ms: 15_000 });
  const failing = () => {
    throw late;
  };
  assert.deepEqual(await reported(failing), { keys: undefined, warned: [{ err: late }] });
  const unknowing = () => {
    checkRequest({ id: 1, op: 'no such thing', body: {} }, 'link');
    return KEYS;
  };
  assert.deepEqual(await reported(unknowing), { keys: undefined, warned: [] });
});
