import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { SchoolConfig } from '@vratar/firmware-sim/school';
import { Value } from 'typebox/value';

/** Shape of a site for tests and benchmarks of the gate. */
export interface SiteShape {
  readonly lines: number;
  /** One device with two readers, two sensors and two releases each. */
  readonly lanesPerLine: number;
  readonly baud: number;
  readonly turnaroundMs?: number;
  readonly security?: 'secure' | 'clear';
  /** Settings of the process `link`. */
  readonly link?: unknown;
}

export const GATEWAY = 'test-gateway';

/** Names of the lanes, in order. */
export function laneNames({ lines, lanesPerLine }: SiteShape): string[] {
  return Array.from({ length: lines * lanesPerLine }, (_, index) => `lane-${index + 1}`);
}

interface Laid {
  readonly id: string;
  readonly line: string;
  readonly address: number;
  readonly key: string;
}

/** Every lane's device, with a fresh key. */
export function layOut(shape: SiteShape): Laid[] {
  return laneNames(shape).map((id, index) => ({
    id,
    line: `line-${Math.floor(index / shape.lanesPerLine) + 1}`,
    address: index % shape.lanesPerLine,
    key: randomBytes(16).toString('hex'),
  }));
}

export const lineSocket = (folder: string, line: string): string => join(folder, `${line}.sock`);
const lineIds = ({ lines }: SiteShape): string[] =>
  Array.from({ length: lines }, (_, index) => `line-${index + 1}`);

/** What the simulator builds. The fire contact hangs on the first lane of each line; no lane has a hard-wired release. */
export function simulated(shape: SiteShape, laid: readonly Laid[], folder: string): SchoolConfig {
  const config = {
    data: join(folder, 'sim'),
    lines: lineIds(shape).map((id) => ({
      id,
      at: { socket: lineSocket(folder, id) },
      baud: shape.baud,
      devices: laid.filter(({ line }) => line === id).map((lane) => simDevice(lane, shape)),
    })),
    lanes: laid.map(({ id }) => ({
      id,
      kind: 'tripod',
      sensors: 'pair',
      in: { reader: { device: id, reader: 0 }, release: { device: id, output: 0 } },
      out: { reader: { device: id, reader: 1 }, release: { device: id, output: 1 } },
      contacts: [
        { device: id, input: 0 },
        { device: id, input: 1 },
      ],
    })),
    fire: fireLanes(shape, laid).map(({ id }) => ({ id: `fire-${id}`, device: id, input: 2, frees: [] })),
  };
  return Value.Parse(SchoolConfig, Value.Default(SchoolConfig, config)) as SchoolConfig;
}

function simDevice({ id, address, key }: Laid, { turnaroundMs = 0, security = 'secure' }: SiteShape) {
  const channel = security === 'secure' ? { security: 'required', key } : { security: 'plain' };
  return { id, address, readers: 2, turnaroundMs, ...channel };
}

const fireLanes = ({ lanesPerLine }: SiteShape, laid: readonly Laid[]): Laid[] =>
  laid.filter((_, index) => index % lanesPerLine === 0);

/** What the gateway's installer would have entered, as YAML accepts it: JSON. */
export function installed(shape: SiteShape, laid: readonly Laid[], folder: string, listKey: string): string {
  const { security = 'secure' } = shape;
  return JSON.stringify({
    gateway: GATEWAY,
    data: 'edge',
    secrets: 'secrets.yaml',
    listKeys: [listKey],
    clock: { source: 'trusted' },
    lines: lineIds(shape).map((id) => ({
      id,
      port: { kind: 'socket', path: lineSocket(folder, id) },
      baud: shape.baud,
      latencyMs: 0,
    })),
    link: shape.link,
    site: {
      building: 'main',
      devices: laid.map(({ id, line, address }) => ({ id, line, address, security })),
      lanes: laid.map(({ id }) => ({
        id,
        sensors: { kind: 'pair', outer: { device: id, input: 0 }, inner: { device: id, input: 1 } },
        in: { reader: { device: id, reader: 0 }, release: { device: id, output: 0 } },
        out: { reader: { device: id, reader: 1 }, release: { device: id, output: 1 } },
      })),
      fire: {
        inputs: fireLanes(shape, laid).map(({ id }) => ({ id: `fire-${id}`, device: id, input: 2 })),
        zones: [{ id: 'school', inputs: fireLanes(shape, laid).map(({ id }) => `fire-${id}`) }],
      },
    },
  });
}

/** The gateway's file of keys. */
export function secretsOf(laid: readonly Laid[], siteKey: string): string {
  return JSON.stringify({ siteKey, devices: Object.fromEntries(laid.map(({ id, key }) => [id, key])) });
}
