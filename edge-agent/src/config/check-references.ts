import { wrongOutputs } from './check-outputs.ts';
import type { EdgeConfig } from './edge-config.ts';

/** What a comparison of fields found wrong. */
export interface Mismatch {
  readonly path: readonly (string | number)[];
  readonly expected: string;
  readonly found: string;
}

/** Lines that are not a bus: the gateway's own contacts, where there are any, and PC/SC readers. */
const ownLines = ({ gpio }: EdgeConfig): string[] => [...(gpio === undefined ? [] : ['gpio']), 'pcsc'];

/** Names that must exist, and names and addresses that must differ. In the order of the file. */
export function checkReferences(config: EdgeConfig): Mismatch[] {
  return [
    ...repeatedLines(config),
    ...wrongDevices(config),
    ...unknownDevices(config),
    ...repeatedNames(config),
    ...unknownZoneParts(config),
    ...unheardInputs(config),
    ...wrongOutputs(config),
  ];
}

/** Two things of one name would answer for each other: a zone could be reset while its namesake's input is in alarm. */
function repeatedNames({ site }: EdgeConfig): Mismatch[] {
  const { inputs, zones } = site.fire;
  const named = (list: readonly { readonly id: string }[], ...path: string[]) =>
    repeated(
      list.map(({ id }) => id),
      (index) => ['site', ...path, index, 'id'],
    );
  return [
    ...named(site.lanes, 'lanes'),
    ...named(inputs, 'fire', 'inputs'),
    ...named(zones, 'fire', 'zones'),
  ];
}

/** A fire input that no zone listens to frees nothing. */
function unheardInputs({ site }: EdgeConfig): Mismatch[] {
  const heard = new Set(site.fire.zones.flatMap(({ inputs }) => inputs));
  return site.fire.inputs.flatMap(({ id }, index) =>
    heard.has(id)
      ? []
      : [{ path: ['site', 'fire', 'inputs', index, 'id'], expected: 'an input of a zone', found: id }],
  );
}

function repeatedLines({ lines }: EdgeConfig): Mismatch[] {
  const reserved = lines.flatMap(({ id }, index) =>
    id === 'gpio' || id === 'pcsc'
      ? [{ path: ['lines', index, 'id'], expected: 'a name of its own', found: id }]
      : [],
  );
  const twice = repeated(
    lines.map((line) => line.id),
    (index) => ['lines', index, 'id'],
  );
  return [...reserved, ...twice];
}

function wrongDevices(config: EdgeConfig): Mismatch[] {
  const { lines, site } = config;
  const known = [...lines.map((line) => line.id), ...ownLines(config)];
  const at = (index: number, field: string) => ['site', 'devices', index, field];
  return [
    ...site.devices.flatMap((device, index) =>
      known.includes(device.line)
        ? []
        : [{ path: at(index, 'line'), expected: oneOf(known), found: device.line }],
    ),
    ...site.devices.flatMap((device, index) =>
      device.line === 'gpio' && device.address !== 0
        ? [{ path: at(index, 'address'), expected: '0 on line gpio', found: String(device.address) }]
        : [],
    ),
    ...repeated(
      site.devices.map((device) => device.id),
      (index) => at(index, 'id'),
    ),
    ...repeated(
      site.devices.map((device) => `${device.line}/${device.address}`),
      (index) => at(index, 'address'),
    ),
  ];
}

/** Every `device: name` below lanes and fire. */
function unknownDevices({ site }: EdgeConfig): Mismatch[] {
  const known = site.devices.map((device) => device.id);
  const found: Mismatch[] = [];
  const walk = (value: unknown, path: (string | number)[]): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, child] of Object.entries(value)) {
      const at = [...path, Array.isArray(value) ? Number(key) : key];
      if (key === 'device' && !known.includes(String(child)))
        found.push({ path: at, expected: oneOf(known), found: String(child) });
      else walk(child, at);
    }
  };
  walk(site.lanes, ['site', 'lanes']);
  walk(site.fire, ['site', 'fire']);
  return found;
}

function unknownZoneParts({ site }: EdgeConfig): Mismatch[] {
  const inputs = site.fire.inputs.map((input) => input.id);
  const lanes = site.lanes.map((lane) => lane.id);
  const missing = (names: readonly string[], known: readonly string[], path: (string | number)[]) =>
    names.flatMap((name, index) =>
      known.includes(name) ? [] : [{ path: [...path, index], expected: oneOf(known), found: name }],
    );
  return site.fire.zones.flatMap((zone, index) => [
    ...missing(zone.inputs, inputs, ['site', 'fire', 'zones', index, 'inputs']),
    ...missing(zone.lanes ?? [], lanes, ['site', 'fire', 'zones', index, 'lanes']),
  ]);
}

function repeated(values: readonly string[], path: (index: number) => (string | number)[]): Mismatch[] {
  return values.flatMap((value, index) =>
    values.indexOf(value) === index
      ? []
      : [{ path: path(index), expected: 'a value of its own', found: value }],
  );
}

const oneOf = (names: readonly string[]): string =>
  names.length === 0 ? 'nothing' : `one of ${names.join(', ')}`;
