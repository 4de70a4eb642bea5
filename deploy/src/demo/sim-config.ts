import { Document } from 'yaml';
import { type DemoLane, FIRE, IN_INPUTS, IN_OUTPUTS, LANES, LINES, OUT_OUTPUTS } from './lanes.ts';
import type { WireOf } from './layout.ts';

export interface SimConfigOptions {
  /** Secure channel base key of each device, hex. */
  readonly keys: Readonly<Record<string, string>>;
  readonly wire: WireOf;
  readonly peopleFile: string;
  readonly board: { readonly port: number };
  /** Folder of what devices remember and of the record of what truly happened. */
  readonly data: string;
  readonly crowd: { readonly autostart: boolean; readonly speed: number };
}

/** The simulator's configuration: what is built at the demonstration's school. */
export function simConfig(options: SimConfigOptions): string {
  const document = new Document({
    lines: LINES.map((id) => ({
      id,
      at: options.wire(id).sim,
      baud: options.wire(id).baud,
      pace: 'on',
      devices: LANES.filter(({ line }) => line === id).flatMap((lane) => devices(lane, options.keys)),
    })),
    lanes: LANES.map(laneConfig),
    fire: FIRE.map((each) => ({ ...each, frees: LANES.map(({ id }) => id) })),
    people: options.peopleFile,
    board: options.board,
    data: options.data,
    crowd: options.crowd,
  });
  document.commentBefore = ' The demonstration’s school. Written at the first start; yours to change.';
  return document.toString();
}

const devices = ({ inDevice, outDevice }: DemoLane, keys: SimConfigOptions['keys']) =>
  [inDevice, outDevice].map((device) => ({ ...device, key: keys[device.id] }));

function laneConfig({ id, inDevice, outDevice }: DemoLane) {
  const at = (output: number) => ({ device: inDevice.id, output });
  const contact = (input: number) => ({ device: inDevice.id, input });
  return {
    id,
    kind: 'tripod',
    sensors: 'pair',
    in: {
      reader: { device: inDevice.id },
      release: at(IN_OUTPUTS.releaseIn),
      go: at(IN_OUTPUTS.go),
      stop: at(IN_OUTPUTS.stop),
    },
    out: {
      reader: { device: outDevice.id },
      release: at(IN_OUTPUTS.releaseOut),
      go: { device: outDevice.id, output: OUT_OUTPUTS.go },
      stop: { device: outDevice.id, output: OUT_OUTPUTS.stop },
    },
    contacts: [contact(IN_INPUTS.outer), contact(IN_INPUTS.inner)],
    siren: at(IN_OUTPUTS.siren),
    tamper: contact(IN_INPUTS.tamper),
    arms: contact(IN_INPUTS.arms),
  };
}
