import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GateClient } from '@vratar/edge-agent/src/socket/gate-client.ts';
import type { Push } from '@vratar/edge-agent/src/socket/schema.ts';
import { GateRig } from '../../../testing/gate/index.ts';
import { acknowledgements, command, taps } from '../load.ts';
import type { DiskCall } from './disk-call.ts';
import { readTrace, TRACED } from './read-trace.ts';

const CARDS = 200;

/**
 * Runs a gate from its very first start under strace: taps, lists, acknowledgements, drills, a pause in which it tidies
 * up, and an orderly end.
 * @returns every call that its disk or its clients noticed
 */
export async function record(folder: string, random: () => number): Promise<DiskCall[]> {
  const rig = await GateRig.build(folder, { lines: 1, lanesPerLine: 2, baud: 115_200 }, CARDS);
  const trace = join(folder, 'trace');
  const strace = ['strace', '-f', '--seccomp-bpf', '-y', '-xx', '-s', '300000', '-e', `trace=${TRACED}`];
  const gate = rig.startGate({ wrapper: [...strace, '-e', 'signal=none', '-o', trace] });
  try {
    const link = await gate.connect('link');
    const tool = await gate.connect('tool');
    await scenario(rig, link, tool, random);
    await tool.close();
    await link.close();
  } finally {
    await gate.kill('SIGTERM');
    await rig.stop();
  }
  return await callsOf(trace, rig.data);
}

async function scenario(
  rig: GateRig,
  link: GateClient,
  tool: GateClient,
  random: () => number,
): Promise<void> {
  let last: { seq: number; hash: string } | undefined;
  await link.subscribe(['event'], (topic, body) => {
    const { event, hash } = body as Push<'event'>;
    if (topic === 'event') last = { seq: event.seq, hash };
  });
  await link.offerList(rig.cards.list(1));
  const stop = new AbortController();
  const load = [
    taps(rig, CARDS, random, stop.signal),
    acknowledgements(
      link,
      () => last,
      () => undefined,
      stop.signal,
    ),
  ];
  await drill(tool, 'drill-on-1', true);
  await sleep(300);
  await drill(tool, 'drill-off-1', false);
  await link.offerList(rig.cards.list(2));
  await sleep(1000);
  stop.abort();
  await Promise.all(load);
  await sleep(2500);
  await drill(tool, 'drill-on-2', true);
  await sleep(100);
}

async function drill(tool: GateClient, id: string, on: boolean): Promise<void> {
  await tool.request('command', { ...command({ name: 'fire_drill', zone: 'school', on }), id });
}

async function callsOf(trace: string, data: string): Promise<DiskCall[]> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: createReadStream(trace) })) lines.push(line);
  return [...readTrace(lines, data)];
}
