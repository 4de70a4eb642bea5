import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { School } from '@vratar/firmware-sim/school';
import { until } from '../until.ts';
import { Cards } from './cards.ts';
import { GateProcess, type GateProcessOptions } from './gate-process.ts';
import { installed, layOut, type SiteShape, secretsOf, simulated } from './site.ts';

/** A simulated site, and real gate processes on it, one after the other. */
export class GateRig {
  readonly folder: string;
  readonly shape: SiteShape;
  readonly cards: Cards;
  readonly school: School;
  readonly #gates: GateProcess[] = [];

  private constructor(folder: string, shape: SiteShape, cards: Cards, school: School) {
    this.folder = folder;
    this.shape = shape;
    this.cards = cards;
    this.school = school;
  }

  /** @param cards how many cards the list holds */
  static async build(folder: string, shape: SiteShape, cards: number): Promise<GateRig> {
    mkdirSync(folder, { recursive: true });
    const siteKey = randomBytes(32).toString('hex');
    const known = new Cards(siteKey, cards);
    const laid = layOut(shape);
    writeFileSync(join(folder, 'edge.yaml'), installed(shape, laid, folder, known.publicKey));
    writeFileSync(join(folder, 'secrets.yaml'), secretsOf(laid, siteKey), { mode: 0o600 });
    const school = await School.start({
      config: simulated(shape, laid, folder),
      schoolName: 'test',
      people: [],
    });
    return new GateRig(folder, shape, known, school);
  }

  /** The gate's data folder. */
  get data(): string {
    return join(this.folder, 'edge');
  }

  startGate(options: Omit<GateProcessOptions, 'folder'> = {}): GateProcess {
    const gate = new GateProcess({ folder: this.folder, ...options });
    this.#gates.push(gate);
    return gate;
  }

  /** Lets a gate take the list of all cards, and ends it in order: every later one starts with it. */
  async bringList(): Promise<void> {
    const gate = this.startGate();
    const link = await gate.connect('link');
    await link.offerList(this.cards.list(1));
    // It is written in the first idle moment.
    await until('the copy of the list', () => existsSync(join(this.data, 'list.copy')));
    await link.close();
    await gate.kill('SIGTERM');
  }

  /** Ends every gate that still runs, and the site. */
  async stop(): Promise<void> {
    for (const gate of this.#gates) if (gate.running) await gate.kill();
    await this.school.stop();
  }
}
