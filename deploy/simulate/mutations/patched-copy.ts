import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Edit } from './mutation.ts';

/** What a morning is made of; `protocol` is used as it is. */
const COPIED = [
  'edge-agent/src',
  'edge-agent/package.json',
  'firmware-sim/src',
  'firmware-sim/package.json',
  'cloud-api/src/attendance',
  'cloud-api/src/ingest/group',
  'cloud-api/package.json',
  'deploy/simulate',
  'deploy/package.json',
];

/**
 * A copy of the simulation and of everything that it runs, with a defect in it. The product's own code carries no hooks.
 * @throws when an edit's text does not occur exactly once: the source has changed, and the mutation must follow it
 */
export class PatchedCopy implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'vratar-mutation-'));

  constructor(root: string, edits: readonly Edit[]) {
    for (const path of COPIED) {
      mkdirSync(join(this.folder, path, '..'), { recursive: true });
      cpSync(join(root, path), join(this.folder, path), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'));
    for (const edit of edits) this.#patch(edit);
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #patch({ file, find, replace }: Edit): void {
    const path = join(this.folder, file);
    const parts = readFileSync(path, 'utf8').split(find);
    if (parts.length !== 2)
      throw new Error(`${file}: found ${parts.length - 1} times, expected once: ${find}`);
    writeFileSync(path, parts.join(replace));
  }
}
