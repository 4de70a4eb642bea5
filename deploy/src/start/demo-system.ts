import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildPage } from '@vratar/ui/build';
import { LINES } from '../demo/lanes.ts';
import { type DemoLayout, GATEWAY, paths } from '../demo/layout.ts';
import { writeCloudConfig, writeSiteConfigs } from '../demo/write-configs.ts';
import { ROOT } from '../root.ts';
import { answersHttp, listensOn } from './probes.ts';
import type { Progress } from './progress.ts';
import { runToEnd } from './run-to-end.ts';
import { Service } from './service.ts';

const CLOUD = join(ROOT, 'cloud-api', 'src', 'cli', 'main.ts');
const EDGE = join(ROOT, 'edge-agent', 'src', 'cli', 'main.ts');
const SIM = join(ROOT, 'firmware-sim', 'src', 'cli', 'main.ts');
const PAGES = ['cloud-api/web', 'firmware-sim/web'];

/** The whole system on embedded defaults, each part a process of its own. */
export class DemoSystem {
  readonly layout: DemoLayout;
  readonly #started: Service[] = [];

  constructor(layout: DemoLayout) {
    this.layout = layout;
  }

  get addresses(): { readonly today: string; readonly board: string } {
    const { cloud, board } = this.layout.ports;
    return { today: `http://127.0.0.1:${cloud}/`, board: `http://127.0.0.1:${board}/` };
  }

  /** Starts everything in the order of need; what was started is stopped when a later part fails. */
  async start(progress: Progress, signal: AbortSignal): Promise<void> {
    const { folder } = this.layout;
    mkdirSync(folder, { recursive: true });
    await progress.step('pages are built', buildPages);
    writeCloudConfig(this.layout);
    await progress.step('cloud: database, broker, API', () => this.#run(this.cloud(), signal));
    const listKeys = await progress.step('demonstration school: 600 students, 24 classes', () =>
      this.#seed(),
    );
    writeSiteConfigs(this.layout, listKeys);
    await progress.step('simulator: four lanes on two lines', () => this.#run(this.simulator(), signal));
    await progress.step('gateway: gate and link', () => this.#run(this.edge(), signal));
  }

  /** Resolves with the name of the first part that ends by itself. */
  firstToEnd(): Promise<Service> {
    return Promise.race(this.#started.map((service) => service.exit.then(() => service)));
  }

  async stop(): Promise<void> {
    for (const service of this.#started.splice(0).reverse()) await service.stop();
  }

  cloud(): Service {
    const { folder, ports } = this.layout;
    return this.#service('cloud', CLOUD, ['--config', paths(folder).cloudConfig, 'run'], () =>
      answersHttp(`http://127.0.0.1:${ports.cloud}/health`),
    );
  }

  simulator(): Service {
    const at = paths(this.layout.folder);
    return this.#service('simulator', SIM, ['school', '--config', at.simConfig], async () => {
      const listening = await Promise.all(LINES.map((line) => listensOn(at.lineSocket(line))));
      return listening.every(Boolean);
    });
  }

  edge(): Service {
    const at = paths(this.layout.folder);
    const socket = join(this.layout.folder, 'edge', 'run', 'link.sock');
    return this.#service('edge', EDGE, ['run', '--config', at.edgeConfig], () => listensOn(socket));
  }

  async #run(service: Service, signal: AbortSignal): Promise<void> {
    this.#started.push(service);
    await service.start(signal);
  }

  /** @returns the public keys that sign this site's allow lists */
  async #seed(): Promise<readonly string[]> {
    const at = paths(this.layout.folder);
    const files = ['--people-file', at.people, '--site-key-file', at.siteKey];
    const out = await runToEnd(CLOUD, [
      '--config',
      at.cloudConfig,
      'demo',
      'seed',
      '--gateway',
      GATEWAY,
      ...files,
    ]);
    return (JSON.parse(out) as { listKeys?: string[] }).listKeys ?? [];
  }

  #service(name: string, entry: string, args: readonly string[], ready: () => Promise<boolean>): Service {
    const log = paths(this.layout.folder).log(name);
    return new Service({ name, entry, args, log, ready, readyTimeoutMs: 60_000 });
  }
}

async function buildPages(): Promise<void> {
  for (const page of PAGES) if (existsSync(join(ROOT, page))) await buildPage(join(ROOT, page));
}
