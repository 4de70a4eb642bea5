import { join } from 'node:path';
import { GateClient } from '../../../edge-agent/src/socket/gate-client.ts';
import type { GateStatus } from '../../../edge-agent/src/socket/status.ts';
import { paths } from '../../src/demo/layout.ts';
import { ROOT } from '../../src/root.ts';
import { runToEnd } from '../../src/start/run-to-end.ts';
import { within } from '../../testing/until.ts';

const EDGE = join(ROOT, 'edge-agent', 'src', 'cli', 'main.ts');
const CLIENT = 'end-to-end test';

/** How the gate stands, asked at its socket as the installer's tools ask. */
export async function edgeStatus(folder: string): Promise<GateStatus> {
  await using gate = await GateClient.connect(paths(folder).gateSockets, 'tool', CLIENT);
  return await gate.request('status', {});
}

/** Resolves as soon as an event of this kind is durable in the gateway's journal. */
export async function nextDurable(
  folder: string,
  kind: string,
): Promise<{ seen: Promise<void>; stop: () => Promise<void> }> {
  const gate = await GateClient.connect(paths(folder).gateSockets, 'tool', CLIENT);
  const { promise, resolve } = Promise.withResolvers<void>();
  await gate.subscribe(['event'], (_topic, body) => {
    if ((body as { event: { kind: string } }).event.kind === kind) resolve();
  });
  return { seen: promise, stop: () => gate.close() };
}

/** The journal's lines exactly as they were hashed, read from the file. */
export async function journalLines(folder: string): Promise<string[]> {
  const config = paths(folder).edgeConfig;
  const out = await within('an export', runToEnd(EDGE, ['journal', 'export', '--config', config]));
  return out.trimEnd().split('\n');
}
