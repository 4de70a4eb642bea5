import type { FireInput, Lane, OutputPoint, ReaderPoint, ReleasePoint, Side, Site } from '../config/index.ts';
import type { SensorRole } from '../lane/decoders.ts';
import type { Direction } from '../schedule/lookup.ts';

export const DIRECTIONS: readonly Direction[] = ['in', 'out'];

/** What an input of a device is there for. */
export type ContactUse =
  | { readonly kind: 'sensor'; readonly lane: string; readonly role: SensorRole }
  | { readonly kind: 'button'; readonly lane: string }
  | { readonly kind: 'arms'; readonly lane: string }
  | { readonly kind: 'tamper'; readonly lane: string }
  | { readonly kind: 'fire'; readonly input: FireInput }
  | { readonly kind: 'fire_key'; readonly zone: string };

export interface WiredContact {
  readonly input: number;
  readonly normally: 'open' | 'closed';
  readonly use: ContactUse;
}

export interface WiredReader {
  readonly lane: string;
  readonly direction: Direction;
  readonly point: ReaderPoint;
}

/** What an output of a device is there for; a release may serve both directions of a lane. */
export type OutputUse =
  | {
      readonly kind: 'release';
      readonly lane: string;
      readonly directions: readonly Direction[];
      readonly point: ReleasePoint;
    }
  | {
      readonly kind: 'go' | 'stop';
      readonly lane: string;
      readonly direction: Direction;
      readonly point: OutputPoint;
    }
  | { readonly kind: 'siren'; readonly lane: string; readonly point: OutputPoint };

/** One device with everything that the site's configuration attaches to it. */
export interface WiredDevice {
  readonly id: string;
  readonly line: string;
  readonly address: number;
  readonly readers: readonly WiredReader[];
  readonly contacts: readonly WiredContact[];
  readonly outputs: readonly OutputUse[];
  /** Lanes that cannot serve a direction without it. */
  readonly needed: readonly { readonly lane: string; readonly direction: Direction }[];
}

export interface Wiring {
  readonly devices: ReadonlyMap<string, WiredDevice>;
  /** By `line/address`. */
  readonly byAddress: ReadonlyMap<string, WiredDevice>;
}

export const addressKey = (line: string, address: number): string => `${line}/${address}`;

/** Turns the site's configuration round: from lanes that name devices to devices that know their lanes. */
export function wire(site: Site): Wiring {
  const devices = site.devices.map((device): WiredDevice => {
    const mine = <T extends { readonly device: string }>(point: T | undefined): point is T =>
      point?.device === device.id;
    return {
      ...device,
      readers: site.lanes.flatMap((lane) => readersOf(lane).filter(({ point }) => mine(point))),
      contacts: contactsOf(site).flatMap(({ point, ...rest }) => (mine(point) ? [rest] : [])),
      outputs: site.lanes.flatMap((lane) => outputsOf(lane).filter(({ point }) => mine(point))),
      needed: site.lanes.flatMap((lane) => neededBy(lane, device.id)),
    };
  });
  return {
    devices: new Map(devices.map((device) => [device.id, device])),
    byAddress: new Map(devices.map((device) => [addressKey(device.line, device.address), device])),
  };
}

function sides(lane: Lane): { readonly direction: Direction; readonly side: Side }[] {
  return DIRECTIONS.flatMap((direction) => {
    const side = lane[direction];
    return side === undefined ? [] : [{ direction, side }];
  });
}

function readersOf(lane: Lane): WiredReader[] {
  return sides(lane).flatMap(({ direction, side: { reader } }) =>
    reader === undefined ? [] : [{ lane: lane.id, direction, point: reader }],
  );
}

function outputsOf(lane: Lane): OutputUse[] {
  const both = sides(lane);
  const releases = Map.groupBy(both, ({ side }) => `${side.release.device} ${side.release.output}`);
  const shared = [...releases.values()].map(
    (group): OutputUse => ({
      kind: 'release',
      lane: lane.id,
      directions: group.map(({ direction }) => direction),
      point: group[0]!.side.release,
    }),
  );
  const lamps = both.flatMap(({ direction, side }): OutputUse[] =>
    (['go', 'stop'] as const).flatMap((kind) => {
      const point = side[kind];
      return point === undefined ? [] : [{ kind, lane: lane.id, direction, point }];
    }),
  );
  const siren: OutputUse[] =
    lane.siren === undefined ? [] : [{ kind: 'siren', lane: lane.id, point: lane.siren }];
  return [...shared, ...lamps, ...siren];
}

interface Attached extends WiredContact {
  readonly point: { readonly device: string };
}

function contactsOf(site: Site): Attached[] {
  const fire = site.fire.inputs.map(
    (input): Attached => ({
      point: input,
      input: input.input,
      normally: input.normally,
      use: { kind: 'fire', input },
    }),
  );
  const keys = site.fire.zones.flatMap(({ id, key }): Attached[] =>
    key === undefined ? [] : [attach(key, { kind: 'fire_key', zone: id })],
  );
  return [...site.lanes.flatMap(laneContacts), ...fire, ...keys];
}

function laneContacts(lane: Lane): Attached[] {
  const { id, sensors, button, arms, tamper } = lane;
  const roles = Object.entries(sensors).filter((entry) => typeof entry[1] === 'object') as [
    SensorRole,
    Point,
  ][];
  return [
    ...roles.map(([role, point]) => attach(point, { kind: 'sensor', lane: id, role })),
    ...(button === undefined ? [] : [attach(button.contact, { kind: 'button', lane: id })]),
    ...(arms === undefined ? [] : [attach(arms, { kind: 'arms', lane: id })]),
    ...(tamper === undefined ? [] : [attach(tamper, { kind: 'tamper', lane: id })]),
  ];
}

interface Point {
  readonly device: string;
  readonly input: number;
  readonly normally: 'open' | 'closed';
}

const attach = (point: Point, use: ContactUse): Attached => ({
  point,
  input: point.input,
  normally: point.normally,
  use,
});

/** A direction needs its reader, its release, and the sensors of the lane. */
function neededBy(lane: Lane, device: string): { lane: string; direction: Direction }[] {
  const sensing = Object.values(lane.sensors).some(
    (point) => typeof point === 'object' && point.device === device,
  );
  return sides(lane)
    .filter(({ side }) => sensing || side.reader?.device === device || side.release.device === device)
    .map(({ direction }) => ({ lane: lane.id, direction }));
}
