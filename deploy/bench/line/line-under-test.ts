import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AcuPort, openTty, serveSocket } from '@vratar/firmware-sim/ports';
import { openPtyPair } from '../../testing/index.ts';
import { AcuProcess } from './acu-process.ts';
import { type BusOfReaders, busOfReaders, KEY } from './bus-of-readers.ts';
import type { LineShape } from './limit.ts';

export interface TestChoice {
  readonly shape: LineShape;
  readonly over: 'socket' | 'pty';
  /** `none`: grants without a commit; `slow`: 20 ms more for each. */
  readonly disk: 'none' | 'plain' | 'slow';
  /** One more device, switched off once it was online. */
  readonly silent?: boolean;
}

/** Simulated readers in this process, the ACU in another, a socket or PTY between them. */
export interface LineUnderTest {
  readonly side: BusOfReaders;
  readonly acu: AcuProcess;
  close(): Promise<void>;
}

/** Until a PD counts as long silent. */
const SETTLED_MS = 11_000;

export async function startLine({ shape, over, disk, silent = false }: TestChoice): Promise<LineUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), 'vratar-bench-'));
  const devices = shape.devices + (silent ? 1 : 0);
  const side = busOfReaders({ ...shape, devices });
  const { port, close } = await connect(side, over, folder, shape.baud);
  const addresses = side.readers.map(({ address }) => address);
  const journal = disk === 'none' ? {} : { journal: join(folder, 'journal'), slowDisk: disk === 'slow' };
  const key = Buffer.from(KEY).toString('hex');
  const acu = new AcuProcess({ port, baud: shape.baud, addresses, key, ...journal });
  await acu.whenOnline(addresses);
  await new Promise((done) => setTimeout(done, 2000));
  if (silent) {
    side.readers.at(-1)!.powerOff();
    await new Promise((done) => setTimeout(done, SETTLED_MS));
  }
  return {
    side,
    acu,
    close: async () => {
      await acu.stop();
      await close();
      side.bus.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function connect({ bus }: BusOfReaders, over: TestChoice['over'], folder: string, baud: number) {
  if (over === 'socket') {
    const socket = join(folder, 'line');
    const server: AcuPort = await serveSocket(bus, socket);
    return { port: { socket }, close: () => server.close() };
  }
  const pair = await openPtyPair();
  const tty = await openTty(bus, pair.b, baud);
  const close = async () => {
    await tty.close();
    await pair.close();
  };
  return { port: { tty: pair.a }, close };
}
