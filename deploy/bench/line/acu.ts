import { type DeviceWish, openLine, serialPort, socketPort } from '@vratar/edge-agent/src/line/index.ts';
import { STORE_WORKER, Store } from '@vratar/edge-agent/src/store/store.ts';
import type { EventDraft } from '@vratar/protocol/messages';
import type { AcuNotice, AcuOptions, AcuRequest } from './acu-messages.ts';

/**
 * The ACU of a measurement in a process of its own: the line of the gate, and the gate's own journal, so that a grant
 * is durable before its lane opens. Every card is granted; what a decision costs is another row's business.
 */
const options = JSON.parse(process.argv[2]!) as AcuOptions;
const NOTHING: DeviceWish = { outputs: [], leds: [], fire: false };
const GRANT_MS = 1000;

const wishes = new Map<number, DeviceWish>();
const waiting = new Map<number, { readonly address: number; readonly since: number }>();
let grants = 0;
let nextDraft = 1;

/** Whoever measured may have gone: this process ends with it, and has nothing to say about it. */
const tell = (notice: AcuNotice) => process.connected && process.send!(notice, undefined, {}, () => {});

function grant(address: number): void {
  const now = performance.now();
  grants += 1;
  wishes.set(address, {
    fire: false,
    outputs: [{ output: 0, kind: 'timed', energised: true, id: grants, untilMs: now + GRANT_MS }],
    leds: [
      {
        reader: 0,
        led: 0,
        on: 'green',
        off: 'green',
        onMs: 100,
        offMs: 0,
        temporary: { id: grants, forMs: GRANT_MS },
      },
    ],
    sound: { id: grants, reader: 0, onMs: 100, offMs: 0, count: 1 },
  });
  line.touched(address);
}

function read(address: number): void {
  if (store === undefined) {
    grant(address);
    return;
  }
  const now = performance.now();
  const id = nextDraft;
  nextDraft += 1;
  waiting.set(id, { address, since: now });
  const draft: EventDraft = {
    at: Date.now(),
    boot: 'bench',
    mono: Math.round(now),
    clock: 'synced',
    kind: 'granted',
    lane: `lane-${address}`,
    direction: 'in',
    token: 'bm90IGEgcmVhbCB0b2tlbg',
  };
  store.append([{ id, draft, changes: [] }]);
}

function written(through: number): void {
  for (const [id, { address, since }] of waiting) {
    if (id > through) continue;
    waiting.delete(id);
    tell({ kind: 'committed', ms: performance.now() - since });
    grant(address);
  }
}

function openStore(folder: string): Store {
  const worker = options.slowDisk === true ? new URL('./slow-store.ts', import.meta.url) : STORE_WORKER;
  return new Store(
    { folder, stamp: 'bench' },
    {
      ready: () => {},
      written: (batch) => written(batch.through),
      alarm: ({ code, on }) => process.stderr.write(`store: ${code} ${on}\n`),
      opened: () => {},
      list: () => {},
      died: (error) => {
        throw error;
      },
    },
    worker,
  );
}

const store = options.journal === undefined ? undefined : openStore(options.journal);
const line = openLine({
  config: {
    baud: options.baud,
    devices: options.addresses.map((address) => ({
      address,
      security: { kind: 'secure', key: Buffer.from(options.key, 'hex') },
    })),
  },
  port: 'socket' in options.port ? socketPort(options.port.socket) : serialPort(options.port.tty),
  wishes: (address) => wishes.get(address) ?? NOTHING,
  onEvent: (event) => {
    if (event.kind === 'card') read(event.address);
    else if (event.kind === 'online' || event.kind === 'offline') {
      tell({ kind: event.kind, address: event.address });
    }
  },
});

function usage(): AcuNotice {
  const { user, system } = process.cpuUsage();
  const polls = line.status().devices.reduce((sum, { counters }) => sum + counters.polls, 0);
  return {
    kind: 'usage',
    cpuMs: (user + system) / 1000,
    polls,
    residentBytes: process.memoryUsage.rss(),
  };
}

async function stop(): Promise<void> {
  await line.close();
  await store?.close();
  process.disconnect();
}

process.on('message', (request: AcuRequest) => {
  if (request === 'usage') tell(usage());
  else void stop();
});
process.on('disconnect', () => process.exit());
