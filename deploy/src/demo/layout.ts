import { join } from 'node:path';

/** Where the demonstration keeps everything, and where it listens. */
export interface DemoLayout {
  /** The one folder of all data. */
  readonly folder: string;
  readonly ports: DemoPorts;
  /** How fast the simulated people's day passes. */
  readonly speed: number;
}

export interface DemoPorts {
  /** The cloud's API and pages. */
  readonly cloud: number;
  readonly mqtt: number;
  /** The simulator's board. */
  readonly board: number;
}

export const DEFAULT_PORTS: DemoPorts = { cloud: 8080, mqtt: 1883, board: 7420 };
export const GATEWAY = 'demo-gateway';
export const BUILDING = 'A';

export const paths = (folder: string) => ({
  lock: join(folder, 'start.sock'),
  log: (name: string) => join(folder, 'log', `${name}.log`),
  cloudConfig: join(folder, 'cloud.yaml'),
  edgeConfig: join(folder, 'edge.yaml'),
  edgeSecrets: join(folder, 'edge-secrets.yaml'),
  simConfig: join(folder, 'sim.yaml'),
  people: join(folder, 'people.json'),
  siteKey: join(folder, 'site.key'),
  lineSocket: (line: string) => join(folder, `${line}.sock`),
});
