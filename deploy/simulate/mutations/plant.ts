import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Edit } from './mutation.ts';

/** What a morning is made of; `protocol` is used as it is. */
const OWN = [
  'edge-agent/src',
  'firmware-sim/src',
  'cloud-api/src/attendance',
  'cloud-api/src/ingest/group',
  'deploy/simulate',
];

let plants = 0;

/**
 * Imports a module, and everything of the simulation behind it, once more and with a defect in it. The product's own code
 * carries no hooks, and what was imported before stays as it is.
 * @param root of the checkout
 * @param module relative to it
 * @throws when an edit's text does not occur exactly once: the source has changed, and the mutation must follow it
 */
export async function plant<T>(root: string, module: string, edits: readonly Edit[]): Promise<T> {
  const mark = `?planted=${++plants}`;
  const own = OWN.map((folder) => pathToFileURL(join(root, folder, '/')).href);
  const patched = patchedSources(root, edits);
  const hooks = registerHooks({
    resolve: (specifier, context, next) => {
      const found = next(specifier, context);
      const isOwn = own.some((folder) => found.url.startsWith(folder));
      return isOwn && context.parentURL?.endsWith(mark) ? { ...found, url: found.url + mark } : found;
    },
    load: (url, context, next) => {
      const loaded = next(url, context);
      const source = url.endsWith(mark) ? patched.get(url.slice(0, -mark.length)) : undefined;
      return source === undefined ? loaded : { ...loaded, source };
    },
  });
  try {
    return (await import(pathToFileURL(join(root, module)).href + mark)) as T;
  } finally {
    hooks.deregister();
  }
}

function patchedSources(root: string, edits: readonly Edit[]): ReadonlyMap<string, string> {
  const sources = new Map<string, string>();
  for (const { file, find, replace } of edits) {
    const url = pathToFileURL(join(root, file)).href;
    const parts = (sources.get(url) ?? readFileSync(join(root, file), 'utf8')).split(find);
    if (parts.length !== 2)
      throw new Error(`${file}: found ${parts.length - 1} times, expected once: ${find}`);
    sources.set(url, parts.join(replace));
  }
  return sources;
}
