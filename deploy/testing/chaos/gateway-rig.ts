import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GateClient } from '@vratar/edge-agent/src/socket/gate-client.ts';
import { Cards } from '../gate/cards.ts';
import { installed, layOut, type SiteShape, secretsOf, simulated } from '../gate/site.ts';
import { copyTree } from './copy-tree.ts';
import { readJournal, type Written } from './journal-file.ts';
import { Supervised } from './service.ts';
import { SimulatedSchool } from './simulated-school.ts';

const MAIN = new URL('../../../edge-agent/src/cli/main.ts', import.meta.url).pathname;
const PRELOAD = new URL('clock-offset.ts', import.meta.url).pathname;
const SHAPE: SiteShape = { lines: 1, lanesPerLine: 1, baud: 115_200 };
const CARDS = 200;

/** Where a journal stands. */
export interface Stand {
  readonly epoch: number;
  readonly last: number;
  readonly head: string;
}

interface Installation {
  readonly seed?: number;
  readonly listKey?: string;
  readonly siteKey?: string;
  readonly cards?: number;
}

/** A gateway as it stands in a school: simulated lane, real `gate` and `link`, a disk that can be set back or cloned. */
export class GatewayRig {
  readonly id: string;
  readonly gate: Supervised;
  readonly link: Supervised;
  /** Undefined for a clone, which has no lane. */
  readonly school: SimulatedSchool | undefined;
  /** What journals of this gateway held before they were set back. */
  readonly earlier: (readonly Written[])[] = [];
  readonly #folder: string;
  readonly #cards: Cards | undefined;

  private constructor(id: string, folder: string, school?: SimulatedSchool, cards?: Cards) {
    this.id = id;
    this.#folder = folder;
    this.school = school;
    this.#cards = cards;
    const config = ['--config', join(folder, 'edge.yaml')];
    const clock = ['--import', PRELOAD];
    const environment = { CLOCK_OFFSET: join(folder, 'clock-offset') };
    const process = (name: string) =>
      Supervised.node([...clock, MAIN, name, ...config], join(folder, `${name}.log`), 300, environment);
    this.gate = process('gate');
    this.link = process('link');
  }

  /**
   * @param brokerPort where the link finds the cloud
   * @param listKey of a cloud that makes its list; without one it has a list of its own
   * @param siteKey under which that cloud knows the cards, in hex
   * @param cards so many cards go through its lane
   */
  static async install(
    id: string,
    folder: string,
    brokerPort: number,
    { seed = 1, listKey, siteKey = randomBytes(32).toString('hex'), cards: count = CARDS }: Installation = {},
  ): Promise<GatewayRig> {
    mkdirSync(folder, { recursive: true });
    const cards = new Cards(siteKey, count, id);
    const laid = layOut(SHAPE);
    const link = { broker: { url: `mqtt://127.0.0.1:${brokerPort}` }, heartbeatSeconds: 5 };
    const config = JSON.parse(installed({ ...SHAPE, link }, laid, folder, listKey ?? cards.publicKey));
    writeFileSync(join(folder, 'edge.yaml'), JSON.stringify({ ...config, gateway: id }));
    writeFileSync(join(folder, 'secrets.yaml'), secretsOf(laid, siteKey), { mode: 0o600 });
    const school = await SimulatedSchool.open(simulated(SHAPE, laid, folder), seed, count);
    return new GatewayRig(id, folder, school, listKey === undefined ? cards : undefined);
  }

  /** The gate's data folder. */
  get data(): string {
    return join(this.#folder, 'edge');
  }

  /** Credentials that its list knows. */
  get tokens(): readonly string[] {
    return Array.from({ length: CARDS }, (_, index) => this.token(index));
  }

  readonly token = (card: number): string => this.#cards?.token(card) ?? '';

  async start(): Promise<void> {
    this.gate.start();
    if (this.#cards !== undefined) {
      const tool = await this.connect('tool');
      await tool.offerList(this.#cards.list(1)).catch(() => undefined);
      await tool.close();
    }
    this.link.start();
  }

  async connect(role: 'tool' | 'link'): Promise<GateClient> {
    for (const end = Date.now() + 60_000; ; await sleep(50)) {
      try {
        return await GateClient.connect(join(this.data, 'run'), role, 'chaos');
      } catch (error) {
        if (Date.now() > end) throw error;
      }
    }
  }

  /** Steps the wall clock of its processes. */
  stepClock(ms: number): void {
    writeFileSync(join(this.#folder, 'clock-offset'), String(ms));
  }

  /** Keeps a copy of the disk, taken while the gateway stands still. */
  saveDisk(): Promise<void> {
    return this.#still(() => copyTree(this.data, join(this.#folder, 'saved')));
  }

  /** @returns false when there is no copy */
  async restoreDisk(): Promise<boolean> {
    const saved = join(this.#folder, 'saved');
    if (!existsSync(saved)) return false;
    await this.#still(async () => {
      this.earlier.push(readJournal(this.data));
      await copyTree(saved, this.data);
    });
    return true;
  }

  /** Another gateway with a copy of this one's disk and identity, but without its lane. */
  async clone(folder: string): Promise<GatewayRig> {
    mkdirSync(folder, { recursive: true });
    await this.#still(async () => {
      await copyTree(this.data, join(folder, 'edge'));
      for (const name of ['edge.yaml', 'secrets.yaml']) {
        writeFileSync(join(folder, name), readFileSync(join(this.#folder, name)), { mode: 0o600 });
      }
    });
    const path = join(folder, 'edge.yaml');
    const config = JSON.parse(readFileSync(path, 'utf8'));
    for (const line of config.lines) line.port.path = join(folder, 'no-line.sock');
    writeFileSync(path, JSON.stringify(config));
    rmSync(join(folder, 'edge', 'run'), { recursive: true, force: true });
    return new GatewayRig(this.id, folder);
  }

  async stand(): Promise<Stand> {
    const gate = await this.connect('tool');
    try {
      return await gate.request('position', {});
    } finally {
      await gate.close();
    }
  }

  /** Everything that the journal holds now; only while the gate is stopped. */
  journal(): readonly Written[] {
    return readJournal(this.data);
  }

  async stop(): Promise<void> {
    await this.link.stop();
    await this.gate.stop();
    await this.school?.stop();
  }

  /** Only the processes; the simulated lane stays. */
  async #still(work: () => Promise<void>): Promise<void> {
    await this.link.stop();
    await this.gate.stop();
    await work();
    this.gate.start();
    this.link.start();
  }
}
