import type { Mismatch } from './check-references.ts';
import type { EdgeConfig } from './edge-config.ts';

interface Use {
  readonly path: readonly (string | number)[];
  readonly lane: string;
  readonly device: string;
  readonly output: number;
  /** Of a release: what the energised output does. */
  readonly energised?: string;
}

/**
 * An output obeys one master: of two wishes for it one would be lost, and that may be the release of a fire. Only the
 * two directions of one lane may have one lock, which then can mean one thing only. The gateway's pins and PC/SC readers
 * have no outputs that could be used.
 */
export function wrongOutputs({ site }: EdgeConfig): Mismatch[] {
  const lines = new Map(site.devices.map(({ id, line }) => [id, line]));
  const first = new Map<string, Use>();
  return site.lanes.flatMap(usesOf).flatMap((use): Mismatch[] => {
    const path = [...use.path, 'output'];
    const name = `${use.device} ${use.output}`;
    const line = lines.get(use.device);
    if (line === 'gpio' || line === 'pcsc')
      return [{ path, expected: 'an output of a device on a serial line', found: `line ${line}` }];
    const other = first.get(name);
    first.set(name, other ?? use);
    if (other === undefined || isSameLock(other, use)) return [];
    return [
      { path, expected: 'an output of its own', found: `${use.output}, which ${placeOf(other)} has, too` },
    ];
  });
}

function usesOf(lane: EdgeConfig['site']['lanes'][number], index: number): Use[] {
  const at = (...path: string[]) => ({ lane: lane.id, path: ['site', 'lanes', index, ...path] });
  const sides = (['in', 'out'] as const).flatMap((direction) =>
    (['release', 'go', 'stop'] as const).flatMap((kind) => {
      const point = lane[direction]?.[kind];
      return point === undefined ? [] : [{ ...at(direction, kind), ...point }];
    }),
  );
  return lane.siren === undefined ? sides : [...sides, { ...at('siren'), ...lane.siren }];
}

const isSameLock = (one: Use, other: Use): boolean =>
  one.lane === other.lane && one.energised !== undefined && one.energised === other.energised;

const placeOf = ({ lane, path }: Use): string => `${path.slice(3).join('.')} of lane ${lane}`;
