import { parseConfig } from '@vratar/protocol/config';
import { Site as CoreSite } from '../../../edge-agent/src/core/index.ts';
import { sensorCount } from '../../../firmware-sim/src/lane/index.ts';
import { SiteConfig } from '../../../firmware-sim/src/site/index.ts';
import { type LaneBuild, releaseDevice } from './lane-build.ts';
import type { MorningPlan } from './plan.ts';

/** The same site twice: as the simulator builds it, and as the gate is configured for it. */
export interface Sites {
  readonly simulated: SiteConfig;
  readonly configured: CoreSite;
  /** Key of each device, hexadecimal, by id. */
  readonly keys: ReadonlyMap<string, string>;
  readonly build: (lane: string) => LaneBuild;
  /** Device of the relay that frees one direction of a lane. */
  readonly releaseDevice: (lane: string, direction: 'in' | 'out') => string;
}

/** All lanes lead into one zone, which is named like the building. */
export const BUILDING = 'A';

interface Placed {
  readonly id: string;
  readonly line: string;
  readonly address: number;
  readonly key: string;
}

/** Each lane has a device on either side; the inner one of the first lane and the last carry the fire loops. */
export function sitesOf(plan: MorningPlan): Sites {
  const lanes = Array.from({ length: plan.lanes }, (_, index) => `lane${index}`);
  const devices = lanes.flatMap((lane, index) =>
    ['in', 'out'].map((side, which): Placed => {
      const address = 2 * index + which + 1;
      const key = Buffer.alloc(16, 16 * plan.lines + address).toString('hex');
      return { id: `${lane}-${side}`, line: `line${index % plan.lines}`, address, key };
    }),
  );
  const loops = [
    { id: 'loop0', device: `${lanes[0]}-in`, input: 2 },
    { id: 'loop1', device: `${lanes.at(-1)}-out`, input: 3 },
  ];
  const build = (lane: string): LaneBuild => plan.builds[lanes.indexOf(lane)]!;
  return {
    build,
    releaseDevice: (lane, direction) => releaseDevice(lane, direction, build(lane)),
    simulated: parseConfig(JSON.stringify(simulated(plan, lanes, devices, loops)), 'simulated', SiteConfig),
    configured: parseConfig(JSON.stringify(configured(plan, lanes, devices, loops)), 'configured', CoreSite),
    keys: new Map(devices.map(({ id, key }) => [id, key])),
  };
}

type Loop = { readonly id: string; readonly device: string; readonly input: number };

function simulated(
  plan: MorningPlan,
  lanes: readonly string[],
  devices: readonly Placed[],
  fire: readonly Loop[],
) {
  const { seeds, baud, turnaroundMs, builds } = plan;
  return {
    seed: seeds.site,
    lines: Array.from({ length: plan.lines }, (_, index) => ({
      id: `line${index}`,
      at: { socket: `/nowhere/${index}` },
      baud,
      pace: 'on',
      devices: devices
        .filter(({ line }) => line === `line${index}`)
        .map(({ id, address, key }) => ({
          id,
          address,
          key,
          security: 'required',
          turnaroundMs,
          bootMs: 300,
        })),
    })),
    lanes: lanes.map((id, index) => {
      const build = builds[index]!;
      const { kind, sensors, lock } = build;
      const contacts = Array.from({ length: sensorCount[sensors] }, (_, input) =>
        sensors === 'door' ? leaf(id) : contact(id, input),
      );
      return { id, kind, sensors, lock, contacts, ...sides(id, build, {}), ...buttonOf(id, build) };
    }),
    // No hard-wired release: what frees a lane here is the software alone.
    fire: fire.map((loop) => ({ ...loop, normally: 'closed', frees: [] })),
  };
}

function configured(
  { builds, debounceMs }: MorningPlan,
  lanes: readonly string[],
  devices: readonly Placed[],
  fire: readonly Loop[],
) {
  return {
    building: BUILDING,
    timezone: 'Europe/Sofia',
    devices: devices.map(({ id, line, address }) => ({ id, line, address })),
    lanes: lanes.map((id, index) => {
      const build = builds[index]!;
      const energised = build.lock === 'energise-to-lock' ? 'locks' : 'unlocks';
      const button = build.exit === 'button' ? { button: { contact: contact(id, 1), direction: 'out' } } : {};
      return {
        id,
        sensors: sensorsOf(id, build),
        ...sides(id, build, { energised }),
        ...button,
        timing: { debounceMs },
      };
    }),
    fire: { inputs: fire, zones: [{ id: 'main', inputs: fire.map(({ id }) => id) }] },
  };
}

function sensorsOf(lane: string, { sensors }: LaneBuild) {
  switch (sensors) {
    case 'pair':
      return { kind: 'pair', outer: contact(lane, 0), inner: contact(lane, 1) };
    case 'directional':
      return { kind: 'directional', in: contact(lane, 0), out: contact(lane, 1) };
    case 'none':
      return { kind: 'none' };
    case 'single':
      return { kind: 'single', contact: contact(lane, 0) };
    case 'door':
      return { kind: 'door', contact: leaf(lane) };
  }
}

/** Both directions: a reader or none, and the relay that frees it. */
function sides(lane: string, build: LaneBuild, more: object) {
  const release = (direction: 'in' | 'out') => ({
    device: releaseDevice(lane, direction, build),
    output: 0,
    ...more,
  });
  return {
    in: { reader: { device: `${lane}-in` }, release: release('in') },
    out: {
      ...(build.exit === 'reader' ? { reader: { device: `${lane}-out` } } : {}),
      release: release('out'),
    },
  };
}

const buttonOf = (lane: string, { exit }: LaneBuild) =>
  exit === 'button' ? { button: contact(lane, 1) } : {};

/** A lane's contacts are wired to its outer device. */
const contact = (lane: string, input: number) => ({ device: `${lane}-in`, input });

/** A door's contact is closed while its leaf is. */
const leaf = (lane: string) => ({ ...contact(lane, 0), normally: 'closed' });
