import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

const DOCUMENT = 'index.html';
/** Whoever opened a page before it was built anew still asks for its old parts, but not for longer than this. */
const KEPT_MS = 3_600_000;

const mark = (sources: string): string => `<!-- sources ${sources} -->`;

/** Whether the page that is served was built of exactly these sources. @param sources their hash */
export function isPublished(dist: string, sources: string): boolean {
  const document = join(dist, DOCUMENT);
  return existsSync(document) && readFileSync(document, 'utf8').includes(mark(sources));
}

/**
 * Puts a finished build in the place of the one that is served, in one step, as people may be loading it: what a
 * document names is there before the document, and stays while somebody may still ask for it. Two builds at the same
 * time leave one of them, whole.
 * @param built folder of the finished build
 * @param sources hash of what it was built of
 */
export function publish(built: string, dist: string, sources: string): void {
  mkdirSync(dist, { recursive: true });
  const fresh = globSync('**/*', { cwd: built, withFileTypes: false });
  cpSync(built, dist, { recursive: true, filter: (from) => from !== join(built, DOCUMENT) });
  const next = join(dist, `.${DOCUMENT}.${process.pid}`);
  writeFileSync(next, readFileSync(join(built, DOCUMENT), 'utf8') + mark(sources));
  renameSync(next, join(dist, DOCUMENT));
  dropOld(dist, new Set(fresh));
}

function dropOld(dist: string, fresh: ReadonlySet<string>): void {
  const oldest = Date.now() - KEPT_MS;
  for (const file of globSync('assets/*', { cwd: dist })) {
    const path = join(dist, file);
    if (!fresh.has(file) && (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? oldest) < oldest)
      rmSync(path, { force: true });
  }
}
