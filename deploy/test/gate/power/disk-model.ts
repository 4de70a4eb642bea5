import { dirname } from 'node:path';
import type { DiskCall } from './disk-call.ts';

const SECTOR = 512;

type Change = Extract<DiskCall, { kind: 'write' | 'truncate' }>;

interface Inode {
  durable: Buffer;
  pending: Change[];
}

/** What one call does to the names of a folder: a file system with a journal does all of it or nothing. */
interface NameChange {
  readonly folder: string;
  readonly names: readonly (readonly [name: string, inode: Inode | undefined])[];
}

/** What the cut does to what was not synced. */
export type Loss = 'nothing' | 'everything' | 'end' | 'sectors';

/**
 * A disk that keeps only what was synced. Contents are durable from the sync of their file, names from the sync of their
 * folder; at a power cut everything else may be there, not there, or there in part, sector by sector.
 */
export class DiskModel {
  readonly #durableNames = new Map<string, Inode>();
  readonly #names = new Map<string, Inode>();
  #nameChanges: NameChange[] = [];

  apply(call: DiskCall): void {
    if (call.kind === 'open') this.#open(call);
    else if (call.kind === 'write' || call.kind === 'truncate') this.#inode(call.path).pending.push(call);
    else if (call.kind === 'sync') this.#sync(call.path);
    else if (call.kind === 'unlink') this.#change(dirname(call.path), [[call.path, undefined]]);
    else if (call.kind === 'rename') {
      this.#change(dirname(call.to), [
        [call.from, undefined],
        [call.to, this.#inode(call.from)],
      ]);
    }
  }

  /** Files as they may be found when power comes back. */
  afterCut(loss: Loss, random: () => number): Map<string, Buffer> {
    const names = new Map(this.#durableNames);
    const kept =
      loss === 'nothing' ? this.#nameChanges.length : Math.floor(random() * (this.#nameChanges.length + 1));
    const changes = loss === 'everything' ? [] : this.#nameChanges.slice(0, kept);
    for (const change of changes) rename(names, change);
    return new Map([...names].map(([name, inode]) => [name, content(inode, loss, random)]));
  }

  #open({ path, create, truncate }: Extract<DiskCall, { kind: 'open' }>): void {
    if (create && !this.#names.has(path))
      this.#change(dirname(path), [[path, { durable: Buffer.alloc(0), pending: [] }]]);
    if (truncate) this.#names.get(path)?.pending.push({ kind: 'truncate', path, size: 0 });
  }

  #inode(path: string): Inode {
    const inode = this.#names.get(path);
    if (inode === undefined) throw new Error(`${path} was written but never opened`);
    return inode;
  }

  #change(folder: string, names: NameChange['names']): void {
    rename(this.#names, { folder, names });
    this.#nameChanges.push({ folder, names });
  }

  #sync(path: string): void {
    const inode = this.#names.get(path);
    if (inode === undefined) {
      this.#syncFolder(path);
      return;
    }
    inode.durable = inode.pending.reduce(applyWhole, inode.durable);
    inode.pending = [];
  }

  #syncFolder(folder: string): void {
    for (const change of this.#nameChanges) if (change.folder === folder) rename(this.#durableNames, change);
    this.#nameChanges = this.#nameChanges.filter((change) => change.folder !== folder);
  }
}

function rename(files: Map<string, Inode>, { names }: NameChange): void {
  for (const [name, inode] of names)
    if (inode === undefined) files.delete(name);
    else files.set(name, inode);
}

function content({ durable, pending }: Inode, loss: Loss, random: () => number): Buffer {
  if (loss === 'everything') return durable;
  if (loss === 'nothing') return pending.reduce(applyWhole, durable);
  if (loss === 'end')
    return pending.slice(0, Math.floor(random() * (pending.length + 1))).reduce(applyWhole, durable);
  return pending.reduce((bytes, change) => applySectors(bytes, change, random), durable);
}

function applyWhole(bytes: Buffer, change: Change): Buffer {
  if (change.kind === 'truncate') return resized(bytes, change.size);
  const grown = resized(bytes, Math.max(bytes.length, change.offset + change.data.length));
  change.data.copy(grown, change.offset);
  return grown;
}

/** Each sector of a write is there, is not, or ends in the middle. */
function applySectors(bytes: Buffer, change: Change, random: () => number): Buffer {
  if (change.kind === 'truncate') return random() < 0.5 ? resized(bytes, change.size) : bytes;
  let result = bytes;
  for (let from = 0; from < change.data.length; from += SECTOR) {
    const chance = random();
    if (chance < 0.45) continue;
    const whole = Math.min(SECTOR, change.data.length - from);
    const length = chance < 0.55 ? Math.floor(random() * whole) : whole;
    const piece = {
      ...change,
      offset: change.offset + from,
      data: change.data.subarray(from, from + length),
    };
    result = applyWhole(result, piece);
  }
  return result;
}

function resized(bytes: Buffer, size: number): Buffer {
  const result = Buffer.alloc(size);
  bytes.copy(result, 0, 0, Math.min(bytes.length, size));
  return result;
}
