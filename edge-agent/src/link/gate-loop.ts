import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { GateClient } from '../socket/gate-client.ts';

export interface GateLoopOptions {
  /** Folder of the gate's sockets. */
  readonly folder: string;
  readonly client: string;
  readonly log: Logger;
  /** The gate answers; what it returns runs when it has gone. */
  readonly onGate: (gate: GateClient) => Promise<() => void>;
}

const AGAIN_MS = 500;

/** Keeps a connection to the gate: a gate that restarts is found again within half a second. */
export async function gateLoop(options: GateLoopOptions, signal: AbortSignal): Promise<void> {
  const { folder, client, log, onGate } = options;
  let said = false;
  while (!signal.aborted) {
    try {
      const gate = await GateClient.connect(folder, 'link', client);
      const close = () => void gate.close();
      signal.addEventListener('abort', close);
      said = false;
      try {
        const gone = await onGate(gate);
        if (signal.aborted) close();
        await gate.closed;
        gone();
      } finally {
        signal.removeEventListener('abort', close);
        await gate.close();
      }
    } catch (error) {
      if (!said) log.warn({ err: error }, 'the gate does not answer; trying again');
      said = true;
    }
    await sleep(AGAIN_MS, undefined, { signal }).catch(() => undefined);
  }
}
