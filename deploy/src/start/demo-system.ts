import { globSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildPage } from '@vratar/ui/build';
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

/** The whole system on embedded defaults, each part a process of its own. */
export class DemoSystem {
  readonly layout: DemoLayout;
  readonly cloud: Service;
  readonly simulator: Service;
  readonly gate: Service;
  readonly link: Service;

  constructor(layout: DemoLayout) {
    const { folder, ports } = layout;
    const at = paths(folder);
    const service = (name: string, entry: string, args: readonly string[], ready: () => Promise<boolean>) =>
      new Service({ name, entry, args, log: at.log(name), ready, readyTimeoutMs: 60_000 });
    const http = (port: number, path: string) => () => answersHttp(`http://127.0.0.1:${port}${path}`);
    const edge = ['--config', at.edgeConfig];
    this.layout = layout;
    this.cloud = service('cloud', CLOUD, ['--config', at.cloudConfig, 'run'], http(ports.cloud, '/health'));
    this.simulator = service(
      'simulator',
      SIM,
      ['school', '--config', at.simConfig],
      http(ports.board, '/api/state'),
    );
    this.gate = service('gate', EDGE, ['gate', ...edge], () => listensOn(join(at.gateSockets, 'link.sock')));
    this.link = service('link', EDGE, ['link', ...edge], () => hasList(at.edgeConfig));
  }

  /** In the order of need; they are stopped the other way round. */
  get services(): readonly Service[] {
    return [this.cloud, this.gate, this.link, this.simulator];
  }

  get addresses(): { readonly today: string; readonly board: string } {
    const { cloud, board } = this.layout.ports;
    return { today: `http://127.0.0.1:${cloud}/`, board: `http://127.0.0.1:${board}/` };
  }

  async start(progress: Progress, signal: AbortSignal): Promise<void> {
    mkdirSync(this.layout.folder, { recursive: true });
    await progress.step('pages are built', buildPages);
    writeCloudConfig(this.layout);
    await progress.step('cloud: database, broker, API', () => this.cloud.start(signal));
    const listKeys = await progress.step('demonstration school: 600 students, 24 classes', () =>
      this.#seed(),
    );
    if (this.layout.past === true) {
      const history = [
        '--config',
        paths(this.layout.folder).cloudConfig,
        'demo',
        'history',
        '--gateway',
        GATEWAY,
      ];
      await progress.step('the past of the school: last month and this one', () => runToEnd(CLOUD, history));
    }
    writeSiteConfigs(this.layout, listKeys);
    await progress.step('gateway: the process gate', () => this.gate.start(signal));
    await progress.step('gateway: the process link, and the allow list', () => this.link.start(signal));
    // The simulator comes last: nobody should be refused because the very first list is still on its way.
    await progress.step('simulator: four lanes on two lines', () => this.simulator.start(signal));
  }

  /** @returns the parts that did not stop by themselves */
  async stop(): Promise<readonly string[]> {
    const killed: string[] = [];
    for (const service of [...this.services].reverse())
      if (!(await service.stop())) killed.push(service.name);
    return killed;
  }

  /** @returns the public keys that sign this site's allow lists */
  async #seed(): Promise<readonly string[]> {
    const at = paths(this.layout.folder);
    const files = [
      ...['--people-file', at.people],
      ...['--site-key-file', at.siteKey],
      ...['--accounts-file', at.accounts],
    ];
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
}

async function hasList(config: string): Promise<boolean> {
  const answer = await runToEnd(EDGE, ['status', '--json', '--config', config]).catch(() => undefined);
  return answer !== undefined && (JSON.parse(answer) as { list: { version: number } }).list.version > 0;
}

async function buildPages(): Promise<void> {
  const pages = globSync('{cloud-api,edge-agent,firmware-sim}/web/{,*/}src/main.tsx', { cwd: ROOT });
  for (const page of pages) await buildPage(dirname(dirname(join(ROOT, page))));
}
