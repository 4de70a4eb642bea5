import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CardEntry, PeopleFile } from '../../../firmware-sim/src/school/people-file.ts';
import { paths, socketWires, type WireOf } from '../../src/demo/layout.ts';
import { DemoSystem } from '../../src/start/demo-system.ts';
import type { Progress } from '../../src/start/progress.ts';
import { freePorts } from '../../testing/free-ports.ts';
import { until } from '../../testing/until.ts';
import { Board } from './board.ts';
import { Cloud } from './cloud.ts';
import { edgeStatus } from './edge.ts';

const silent = { step: (_: string, work: () => Promise<unknown>) => work() } as unknown as Progress;

/** The whole system with nobody walking by himself, in a folder and on ports of its own. */
export class TestSystem {
  readonly folder: string;
  readonly parts: DemoSystem;
  readonly board: Board;
  readonly cloud: Cloud;

  private constructor(folder: string, parts: DemoSystem) {
    this.folder = folder;
    this.parts = parts;
    this.board = new Board(parts.layout.ports.board);
    this.cloud = new Cloud(folder, parts.layout.ports.cloud);
  }

  /** Started, its readers online, its gateway in possession of the allow list. */
  static async start(wire?: WireOf): Promise<TestSystem> {
    const folder = mkdtempSync(join(tmpdir(), 'vratar-e2e-'));
    const [cloud = 0, mqtt = 0, board = 0] = await freePorts(3);
    const ports = { cloud, mqtt, board };
    const parts = new DemoSystem({ folder, ports, speed: undefined, wire: wire ?? socketWires(folder) });
    const system = new TestSystem(folder, parts);
    try {
      await parts.start(silent, new AbortController().signal);
      await system.serving();
    } catch (error) {
      await system.stop();
      throw error;
    }
    return system;
  }

  /** All readers answer in their secure channels, what they read has a known age, and the list is there. */
  serving(timeoutMs = 120_000): Promise<unknown> {
    return until(
      'the gate serves',
      async () => {
        const { devices, lines, list } = await edgeStatus(this.folder);
        const met = devices.every(({ online, secure }) => online && secure);
        return met && lines.every((line) => line.devices.every(({ proved }) => proved)) && list.version > 0;
      },
      timeoutMs,
    );
  }

  /** The gateway holds nothing that the cloud has not acknowledged. */
  settled(timeoutMs = 60_000): Promise<unknown> {
    return until(
      'everything is acknowledged',
      async () => {
        const { position, journal } = await edgeStatus(this.folder);
        return journal.waiting === 0 && position.acked === position.last;
      },
      timeoutMs,
    );
  }

  /** Cards of the demonstration school in one state. */
  cards(state: CardEntry['state']): readonly CardEntry[] {
    const file = JSON.parse(readFileSync(paths(this.folder).people, 'utf8')) as PeopleFile;
    return file.people.filter((entry) => entry.state === state);
  }

  /** @returns the parts that did not stop by themselves */
  async stop(): Promise<readonly string[]> {
    const killed = await this.parts.stop();
    rmSync(this.folder, { recursive: true, force: true });
    return killed;
  }
}
