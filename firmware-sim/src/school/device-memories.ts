import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { PdMemory } from '../pd/index.ts';

interface Stored {
  /** What the configuration said when the device was told otherwise. */
  readonly configured: string;
  readonly memory: string;
}

/**
 * What devices were told over the line, kept over restarts of the simulator as their flash keeps it over power cuts.
 * A device whose configuration has been edited since is as if fresh from the box.
 */
export class DeviceMemories {
  readonly #path: string;
  readonly #configured: ReadonlyMap<string, PdMemory>;
  readonly #memories = new Map<string, PdMemory>();

  constructor(path: string, configured: ReadonlyMap<string, PdMemory>) {
    this.#path = path;
    this.#configured = configured;
    const stored: Record<string, Stored> = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
    for (const [device, item] of Object.entries(stored)) {
      if (item.configured === this.#configurationOf(device))
        this.#memories.set(device, fromText(item.memory));
    }
  }

  get all(): ReadonlyMap<string, PdMemory> {
    return this.#memories;
  }

  readonly remember = (device: string, memory: PdMemory): void => {
    this.#memories.set(device, memory);
    const stored = [...this.#memories].map(([name, item]): [string, Stored] => [
      name,
      { configured: this.#configurationOf(name), memory: toText(item) },
    ]);
    const next = `${this.#path}.next`;
    writeFileSync(next, `${JSON.stringify(Object.fromEntries(stored), null, 2)}\n`, { mode: 0o600 });
    renameSync(next, this.#path);
  };

  #configurationOf(device: string): string {
    const memory = this.#configured.get(device);
    return memory === undefined ? '' : toText(memory);
  }
}

function toText({ siteKey, ...memory }: PdMemory): string {
  return JSON.stringify({
    ...memory,
    siteKey: siteKey === undefined ? null : Buffer.from(siteKey).toString('hex'),
  });
}

function fromText(text: string): PdMemory {
  const { siteKey, ...memory } = JSON.parse(text);
  return {
    ...memory,
    siteKey: siteKey === null ? undefined : Uint8Array.from(Buffer.from(siteKey, 'hex')),
  };
}
