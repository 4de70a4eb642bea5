import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly children?: readonly number[];
    readonly callFrame: { readonly functionName: string; readonly url: string };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const PARTS: readonly (readonly [name: string, file: RegExp])[] = [
  ['attendance', /cloud-api\/src\/attendance\//],
  ['protocol: checks, hashes', /protocol\/src\//],
  ['ingest: plan, watermarks, rows', /cloud-api\/src\/ingest\//],
  ['fleet', /cloud-api\/src\/fleet\//],
  ['broker', /node_modules\/(aedes|mqtt|mqemitter|fastparallel|retimer|reusify)|cloud-api\/src\/broker\//],
  ['jobs: queue', /node_modules\/graphile-worker\//],
  ['database driver', /node_modules\/(pg|kysely|postgres)/],
];

/** Seconds of the cloud's process by the part that is innermost on the stack, from the CPU profile that it left in `folder`. */
export async function whereTimeGoes(folder: string): Promise<ReadonlyMap<string, number>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.cpuprofile')).sort();
  const text = await readFile(join(folder, names.at(-1) ?? ''), 'utf8');
  const { nodes, samples, timeDeltas } = JSON.parse(text) as CpuProfile;
  const parents = new Map(
    nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)),
  );
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const seconds = new Map<string, number>();
  for (const [index, sample] of samples.entries()) {
    const part = partOf(sample);
    if (part === undefined) continue;
    seconds.set(part, (seconds.get(part) ?? 0) + (timeDeltas[index] ?? 0) / 1e6);
  }
  return new Map([...seconds].sort(([, a], [, b]) => b - a));

  function partOf(sample: number): string | undefined {
    const own = frames.get(sample)?.functionName;
    if (own === '(idle)') return undefined;
    if (own === '(garbage collector)') return 'garbage collection';
    for (let id: number | undefined = sample; id !== undefined; id = parents.get(id)) {
      const url = frames.get(id)?.url ?? '';
      const found = PARTS.find(([, file]) => file.test(url));
      if (found !== undefined) return found[0];
    }
    return 'the rest, and starting';
  }
}
