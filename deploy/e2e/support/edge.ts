import { join } from 'node:path';
import type { GateStatus } from '../../../edge-agent/src/socket/status.ts';
import { paths } from '../../src/demo/layout.ts';
import { ROOT } from '../../src/root.ts';
import { runToEnd } from '../../src/start/run-to-end.ts';

const EDGE = join(ROOT, 'edge-agent', 'src', 'cli', 'main.ts');

/** Runs an installer's command on the gateway, as a script would. */
export async function edge<T>(folder: string, ...args: readonly string[]): Promise<T> {
  return JSON.parse(await runToEnd(EDGE, [...args, '--config', paths(folder).edgeConfig, '--json'])) as T;
}

export const edgeStatus = (folder: string): Promise<GateStatus> => edge<GateStatus>(folder, 'status');
