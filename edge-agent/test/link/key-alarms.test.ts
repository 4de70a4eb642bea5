import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { pino } from 'pino';
import { GateSession } from '../../src/link/gate-session.ts';
import { Measurement } from '../../src/link/presence/measurement.ts';
import type { GateClient } from '../../src/socket/gate-client.ts';

test('what the gate says of its keys is reported at once', async () => {
  let push: (topic: string, body: unknown) => void = () => assert.fail('nobody listens');
  let reports = 0;
  const clock = { boot: 'b', mono: () => performance.now(), utc: () => Date.now() };
  const session = new GateSession({
    gate: {
      subscribe: async (topics: string[], listener: typeof push) => {
        assert.ok(topics.includes('alarm'));
        push = listener;
      },
    } as unknown as GateClient,
    clock,
    measurement: new Measurement(clock),
    release: '0.1.0',
    log: pino({ level: 'silent' }),
    publish: () => undefined,
    report: async () => {
      reports += 1;
    },
  });
  await session.start();
  const about = { subject: 'keys', at: 1, data: {} };
  push('alarm', { code: 'keys_unreadable', on: false, ...about });
  await turn();
  assert.equal(reports, 1);
  push('alarm', { code: 'device_offline', on: true, ...about });
  await turn();
  assert.equal(reports, 1);
  session.stop();
});
