import { parseConfig } from '@vratar/protocol/config';
import { Site as CoreSite } from '../../../edge-agent/src/core/index.ts';
import { SiteConfig } from '../../../firmware-sim/src/site/index.ts';
import type { MorningPlan } from './plan.ts';

/** The same site twice: as the simulator builds it, and as the gate is configured for it. */
export interface Sites {
  readonly simulated: SiteConfig;
  readonly configured: CoreSite;
  /** Key of each device, hexadecimal, by id. */
  readonly keys: ReadonlyMap<string, string>;
}

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
  return {
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
  const { seed, baud, turnaroundMs, kind, fromPower } = plan;
  return {
    seed,
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
    lanes: lanes.map((id) => ({
      id,
      kind,
      sensors: 'pair',
      lock: fromPower,
      in: { reader: { device: `${id}-in` }, release: { device: `${id}-in`, output: 0 } },
      out: { reader: { device: `${id}-out` }, release: { device: `${id}-out`, output: 0 } },
      contacts: [
        { device: `${id}-in`, input: 0 },
        { device: `${id}-in`, input: 1 },
      ],
    })),
    // No hard-wired release: what frees a lane here is the software alone.
    fire: fire.map((loop) => ({ ...loop, normally: 'closed', frees: [] })),
  };
}

function configured(
  plan: MorningPlan,
  lanes: readonly string[],
  devices: readonly Placed[],
  fire: readonly Loop[],
) {
  const energised = plan.fromPower === 'energise-to-lock' ? 'locks' : 'unlocks';
  return {
    building: 'A',
    timezone: 'Europe/Sofia',
    devices: devices.map(({ id, line, address }) => ({ id, line, address })),
    lanes: lanes.map((id) => ({
      id,
      sensors: {
        kind: 'pair',
        outer: { device: `${id}-in`, input: 0 },
        inner: { device: `${id}-in`, input: 1 },
      },
      in: { reader: { device: `${id}-in` }, release: { device: `${id}-in`, output: 0, energised } },
      out: { reader: { device: `${id}-out` }, release: { device: `${id}-out`, output: 0, energised } },
      timing: { debounceMs: 0 },
    })),
    fire: { inputs: fire, zones: [{ id: 'main', inputs: fire.map(({ id }) => id) }] },
  };
}
