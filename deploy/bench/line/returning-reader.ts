import type { LineShape } from './limit.ts';
import { type LineUnderTest, startLine } from './line-under-test.ts';
import type { Return } from './simulated-line.ts';

/** The same as `SimulatedLine.loseAndReturn`, in real time and with the gate's own journal. */
export async function returnsInRealTime(shape: LineShape, times: number): Promise<Return[]> {
  const line = await startLine({ shape, over: 'socket', disk: 'plain' });
  const returns: Return[] = [];
  try {
    for (let turn = 0; turn < times; turn += 1) returns.push(await loseAndReturn(line, turn % shape.devices));
  } finally {
    await line.close();
  }
  return returns;
}

async function loseAndReturn({ side }: LineUnderTest, address: number): Promise<Return> {
  const reader = side.readers[address]!;
  reader.powerOff();
  await sleep(1000 + Math.random() * 19_000);
  const powered = side.clock.now();
  reader.powerOn();
  const answeredAt = await new Promise<number>((done) => {
    side.onReply = (at, atMs) => {
      if (at === address) done(atMs);
    };
  });
  side.onReply = () => {};
  const opened = new Promise<number>((done) => {
    side.onOut = (at, atMs) => {
      if (at === address && side.clock.now() > powered) done(atMs);
    };
  });
  const data = Uint8Array.of(0x12, 0x34, 0x56, 0x78, 0x80);
  reader.present({ reader: 0, format: 1, bits: 34, data });
  const served = (await opened) - answeredAt;
  side.onOut = () => {};
  await sleep(2000);
  return { answered: answeredAt - powered, served };
}

function sleep(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
