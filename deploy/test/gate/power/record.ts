import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { GateRig } from '../../../testing/gate/index.ts';
import type { DiskCall } from './disk-call.ts';
import { CARDS, Life } from './life.ts';
import { readTrace, TRACED } from './read-trace.ts';
import { sameAsDisk } from './same-as-disk.ts';

/**
 * Runs gates on one site under strace, one after the other, from a very first start.
 *
 * @param lives what each of them goes through; it is ended in order after it
 * @returns every call that their disk or their clients noticed
 */
export async function record(
  folder: string,
  lives: readonly ((life: Life) => Promise<void>)[],
): Promise<DiskCall[]> {
  const rig = await GateRig.build(folder, { lines: 1, lanesPerLine: 2, baud: 115_200 }, CARDS);
  const calls: DiskCall[] = [];
  try {
    for (const [n, live] of lives.entries()) {
      const trace = join(folder, `trace-${n}`);
      await Life.through(rig, tracedTo(trace), live);
      calls.push(...(await callsOf(trace, rig.data)));
    }
  } finally {
    await rig.stop();
  }
  sameAsDisk(calls, rig.data);
  return calls;
}

const tracedTo = (trace: string): string[] => [
  ...['strace', '-f', '--seccomp-bpf', '-y', '-xx', '-s', '300000'],
  ...['-e', `trace=${TRACED}`, '-e', 'signal=none', '-o', trace],
];

async function callsOf(trace: string, data: string): Promise<DiskCall[]> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: createReadStream(trace) })) lines.push(line);
  return [...readTrace(lines, data)];
}
