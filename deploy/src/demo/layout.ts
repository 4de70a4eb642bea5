import { join } from 'node:path';

/** Where the demonstration keeps everything, and where it listens. */
export interface DemoLayout {
  /** The one folder of all data. */
  readonly folder: string;
  readonly ports: DemoPorts;
  /** How fast the simulated people's day passes; undefined: nobody comes by himself. */
  readonly speed: number | undefined;
  readonly wire: WireOf;
  /** Whether the school has a past: last month and this one, invented and delivered before the gateway first speaks. */
  readonly past?: boolean;
}

/** How the simulator's and the gateway's end of a line meet. */
export interface Wire {
  readonly baud: number;
  /** Where the simulator offers the line. */
  readonly sim: { readonly socket: string } | { readonly tty: string };
  /** Where the gateway opens it. */
  readonly edge: { readonly kind: 'socket' | 'serial'; readonly path: string };
}
export type WireOf = (line: string) => Wire;

/** Unix sockets in the data folder, paced at 115,200 baud. */
export function socketWires(folder: string): WireOf {
  return (line) => {
    const path = join(folder, `${line}.sock`);
    return { baud: 115_200, sim: { socket: path }, edge: { kind: 'socket', path } };
  };
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
  accounts: join(folder, 'demo-accounts.json'),
  gateSockets: join(folder, 'edge', 'run'),
});
