import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Crowd } from '../crowd/index.ts';
import { Oracle, OracleJournal, readOracle } from '../oracle/index.ts';
import type { PdMemory } from '../pd/index.ts';
import { needsPacing, type OpenedEndpoint, openEndpoint } from '../ports/index.ts';
import { Random } from '../random/index.ts';
import { initialMemory, Site } from '../site/index.ts';
import { type Clock, RealClock } from '../time/index.ts';
import type { SchoolConfig } from './config.ts';
import { DeviceMemories } from './device-memories.ts';
import type { Person } from './population.ts';

export interface SchoolOptions {
  readonly config: SchoolConfig;
  readonly schoolName: string;
  readonly people: readonly Person[];
  readonly clock?: Clock;
}

/** A whole simulated school in real time: site, people, truth, and lines that a gateway can reach. */
export class School {
  readonly name: string;
  readonly config: SchoolConfig;
  readonly people: readonly Person[];
  readonly clock: Clock;
  readonly site: Site;
  readonly oracle: Oracle;
  readonly crowd: Crowd;
  readonly #journal: OracleJournal;
  readonly #endpoints: OpenedEndpoint[] = [];

  private constructor(options: SchoolOptions, site: Site, oracle: Oracle, journal: OracleJournal) {
    this.name = options.schoolName;
    this.config = options.config;
    this.people = options.people;
    this.clock = options.clock ?? new RealClock();
    this.site = site;
    this.oracle = oracle;
    this.#journal = journal;
    const random = new Random(options.config.seed + 1);
    this.crowd = new Crowd({
      clock: this.clock,
      random,
      site,
      people: this.people,
      oracle,
      config: options.config.crowd,
    });
  }

  /** Where gateways reach the lines, by line id. */
  get addresses(): ReadonlyMap<string, string> {
    return new Map(this.config.lines.map(({ id }, index) => [id, this.#endpoints[index]?.address ?? '']));
  }

  /**
   * Builds the school, takes up the truth of earlier runs, and opens the lines.
   * @throws VratarError `sim_duplicate`, `sim_unknown_point`, `address_taken`, `port_unavailable`
   */
  static async start(options: SchoolOptions): Promise<School> {
    const clock = options.clock ?? new RealClock();
    const { config } = options;
    mkdirSync(config.data, { recursive: true });
    const memories = new DeviceMemories(join(config.data, 'keys.json'), configuredMemories(config));
    const site = new Site({
      clock,
      config: withPacing(config),
      memories: memories.all,
      onMemory: memories.remember,
    });
    const oraclePath = join(config.data, 'oracle.jsonl');
    const bootUnix = Date.now() - clock.now();
    const journal = new OracleJournal(oraclePath);
    const oracle = new Oracle({ toUnix: (at) => Math.round(bootUnix + at), record: journal.write });
    for await (const record of readOracle(oraclePath)) oracle.learn(record);
    site.listen(oracle.observe);
    const school = new School({ ...options, clock }, site, oracle, journal);
    await school.#openLines().catch(async (error: unknown) => {
      await school.stop();
      throw error;
    });
    if (config.crowd.autostart) school.crowd.start();
    return school;
  }

  async stop(): Promise<void> {
    this.crowd.stop();
    this.site.close();
    await Promise.all(this.#endpoints.map((endpoint) => endpoint.close()));
    await this.#journal.close();
  }

  async #openLines(): Promise<void> {
    for (const { config, bus } of this.site.lines.all) {
      const onAcu = (connected: boolean, why: string): void =>
        this.site.emit({ kind: 'acu', atMs: this.clock.now(), line: config.id, connected, why });
      this.#endpoints.push(await openEndpoint(bus, config.at, config.baud, { onAcu }));
    }
  }
}

function configuredMemories(config: SchoolConfig): Map<string, PdMemory> {
  return new Map(
    config.lines.flatMap((line) =>
      line.devices.map((device) => [device.id, initialMemory(device, line.baud)] as const),
    ),
  );
}

/** Decides for each line whether the simulator paces its bytes. */
function withPacing(config: SchoolConfig): SchoolConfig {
  const lines = config.lines.map((line) => {
    const pace: 'on' | 'off' = needsPacing(line.at, line.pace) ? 'on' : 'off';
    return { ...line, pace };
  });
  return { ...config, lines };
}
