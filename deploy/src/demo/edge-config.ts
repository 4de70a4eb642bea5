import { Document } from 'yaml';
import { type DemoLane, FIRE, IN_INPUTS, IN_OUTPUTS, LANES, LINES, OUT_OUTPUTS } from './lanes.ts';
import type { WireOf } from './layout.ts';

export interface EdgeConfigOptions {
  readonly gateway: string;
  readonly building: string;
  /** Public keys that sign allow lists, base64. */
  readonly listKeys: readonly string[];
  /** Settings of the process `link`. */
  readonly link: unknown;
  readonly wire: WireOf;
}

/** The gateway's configuration of the demonstration, as an installer would have left it. */
export function edgeConfig(options: EdgeConfigOptions): string {
  const document = new Document({
    gateway: options.gateway,
    data: 'edge',
    secrets: 'edge-secrets.yaml',
    listKeys: options.listKeys,
    clock: { source: 'trusted' },
    lines: LINES.map((id) => ({ id, port: options.wire(id).edge, baud: options.wire(id).baud })),
    site: {
      building: options.building,
      devices: LANES.flatMap((lane) =>
        [lane.inDevice, lane.outDevice].map((device) => ({ ...device, line: lane.line })),
      ),
      lanes: LANES.map((lane) => laneConfig(lane, options.building)),
      fire: {
        inputs: FIRE.map((each) => ({ ...each })),
        zones: [{ id: 'school', inputs: FIRE.map(({ id }) => id) }],
      },
    },
    link: options.link,
  });
  document.commentBefore = ' The demonstration’s gateway. Written at the first start; yours to change.';
  return document.toString();
}

function laneConfig({ id, inDevice, outDevice }: DemoLane, building: string) {
  const at = (output: number) => ({ device: inDevice.id, output });
  const contact = (input: number) => ({ device: inDevice.id, input });
  return {
    id,
    building,
    sensors: { kind: 'pair', outer: contact(IN_INPUTS.outer), inner: contact(IN_INPUTS.inner) },
    in: {
      reader: { device: inDevice.id, display: { columns: 16, rows: 2 } },
      release: at(IN_OUTPUTS.releaseIn),
      go: at(IN_OUTPUTS.go),
      stop: at(IN_OUTPUTS.stop),
    },
    out: {
      reader: { device: outDevice.id, display: { columns: 16, rows: 2 } },
      release: at(IN_OUTPUTS.releaseOut),
      go: { device: outDevice.id, output: OUT_OUTPUTS.go },
      stop: { device: outDevice.id, output: OUT_OUTPUTS.stop },
    },
    siren: at(IN_OUTPUTS.siren),
    arms: contact(IN_INPUTS.arms),
    tamper: contact(IN_INPUTS.tamper),
  };
}
