import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { type Line, type LineConfig, openLine, socketPort } from '@vratar/edge-agent/src/line/index.ts';
import { Bus } from '@vratar/firmware-sim/line';
import { Pd, simulatedHardware, simulatedIdentity } from '@vratar/firmware-sim/pd';
import { serveSocket } from '@vratar/firmware-sim/ports';
import { Random } from '@vratar/firmware-sim/random';
import { RealClock } from '@vratar/firmware-sim/time';
import { until } from '../../testing/index.ts';

const KEY = new Uint8Array(16).fill(0x21);

export interface LivePdsOptions {
  readonly count?: number;
  readonly baud?: number;
  /** Called at once when a PD has taken other settings over. */
  readonly moved?: (live: LivePds) => void;
}

/** Simulated PDs on a wire where the wrong speed is heard as garbage, and a line of the gate on it, in real time. */
export class LivePds {
  readonly pds: readonly Pd[];
  readonly config: LineConfig;
  readonly line: Line;
  /** When the fire came, `performance.now()`; and when each PD had its release, by address. */
  firedAt: number | undefined;
  readonly releasedAt = new Map<number, number>();

  private constructor(pds: readonly Pd[], config: LineConfig, line: Line) {
    this.pds = pds;
    this.config = config;
    this.line = line;
  }

  static async start(
    t: TestContext,
    { count = 2, baud = 9600, moved = () => undefined }: LivePdsOptions = {},
  ) {
    const folder = mkdtempSync(join(tmpdir(), 'vratar-baud-'));
    const addresses = Array.from({ length: count }, (_, address) => address);
    const clock = new RealClock();
    const random = new Random(7);
    const bus = new Bus({ clock, random, baud, acuBaud: baud });
    const pds = addresses.map(
      (address) =>
        new Pd({
          clock,
          random,
          bus,
          memory: { address, baud, security: 'required', siteKey: KEY, install: false },
          identity: simulatedIdentity(address),
          hardware: simulatedHardware,
          listener: {
            remembered: () => moved(live),
            output: (output, on) => {
              if (output === 0 && on && !live.releasedAt.has(address))
                live.releasedAt.set(address, performance.now());
            },
          },
        }),
    );
    const path = join(folder, 'line');
    const server = await serveSocket(bus, path);
    const open = socketPort(path);
    const config: LineConfig = {
      baud,
      devices: addresses.map((address) => ({ address, security: { kind: 'secure', key: KEY } })),
    };
    const line = openLine({
      config,
      port: (handlers, rate) => {
        bus.setAcuBaud(rate);
        return open(handlers, rate);
      },
      wishes: () => {
        const fire = live.firedAt !== undefined;
        return { outputs: [{ output: 0, kind: 'steady', energised: fire }], leds: [], fire };
      },
      onEvent: () => {},
    });
    const live: LivePds = new LivePds(pds, config, line);
    t.after(async () => {
      await line.close();
      await server.close();
      bus.close();
      rmSync(folder, { recursive: true });
    });
    await until('all are online', () => live.online());
    return live;
  }

  online(): boolean {
    return this.line.status().devices.every(({ phase }) => phase === 'online');
  }

  fire(): void {
    this.firedAt = performance.now();
    this.line.touched();
  }

  /** Ms from the fire to the last release; infinite while one is missing. */
  get lastRelease(): number {
    if (this.firedAt === undefined || this.releasedAt.size < this.pds.length) return Number.POSITIVE_INFINITY;
    return Math.max(...this.releasedAt.values()) - this.firedAt;
  }
}
