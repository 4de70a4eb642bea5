import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { MessageChannel } from 'node:worker_threads';
import { pino } from 'pino';
import { until } from '../../../deploy/testing/until.ts';
import { SocketLink } from '../../src/gate/socket-link.ts';
import { GateClient } from '../../src/socket/gate-client.ts';
import type { GateApi } from '../../src/socket/thread-api.ts';
import { smallDisk } from '../small-disk.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const beat = new Int32Array(new SharedArrayBuffer(4));
const about = { groups: {}, beat, gateway: 'g', building: 'b', boot: 'boot' };

function linkIn(folder: string, groups: Record<string, string> = {}): SocketLink {
  const storePort = () => new MessageChannel().port1;
  return new SocketLink({ ...about, folder, groups }, storePort, {} as GateApi, pino({ enabled: false }));
}

test('a folder that cannot be written keeps nobody from being served, and the sockets come when it can', async (t) => {
  const disk = smallDisk(t, 1024);
  if (disk === undefined) return;
  disk.remount('ro');
  const link = linkIn(join(disk.folder, 'run'));
  t.after(() => link.stop());
  await link.start();
  disk.remount('rw');
  const client = await until('an open socket', () =>
    GateClient.connect(join(disk.folder, 'run'), 'tool', 'test'),
  );
  await client.close();
});

test('a folder that others can enter is refused', async (t) => {
  const folder = join(temporaryFolder(t), 'run');
  mkdirSync(folder, { mode: 0o755 });
  const link = linkIn(folder);
  await assert.rejects(link.start(), { code: 'socket_insecure' });
  await link.stop();
});
