import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { PAGE_HTML, pageHtml } from './page-html.ts';
import { isPublished, publish } from './publish.ts';

const UI_SOURCES = join(import.meta.dirname, '..', 'src');

/**
 * Builds one page folder (`src/main.tsx` and what it imports) into `<folder>/dist`, unless a build of exactly these
 * sources is already there.
 * @returns whether anything had to be built
 */
export async function buildPage(folder: string): Promise<boolean> {
  const dist = join(folder, 'dist');
  // Pages beside each other show parts of one another.
  const pages = basename(dirname(folder)) === 'web' ? dirname(folder) : folder;
  const sources = hashOf([pages, UI_SOURCES]);
  if (isPublished(dist, sources)) return false;
  const built = await mkdtemp(join(tmpdir(), 'vratar-page-'));
  try {
    await buildInto(built, folder);
    publish(built, dist, sources);
  } finally {
    await rm(built, { recursive: true, force: true });
  }
  return true;
}

async function buildInto(outDir: string, folder: string): Promise<void> {
  const html = join(folder, 'index.html');
  await build({
    root: folder,
    base: './',
    configFile: false,
    logLevel: 'warn',
    plugins: [pageHtml(html), react()],
    build: {
      outDir,
      emptyOutDir: true,
      chunkSizeWarningLimit: 2000,
      rolldownOptions: { input: html },
    },
  });
}

function hashOf(folders: readonly string[]): string {
  const hash = createHash('sha256').update(PAGE_HTML);
  for (const folder of folders) {
    const files = globSync('**/*.{ts,tsx,html,css,svg,json}', {
      cwd: folder,
      exclude: ['**/dist/**', '**/node_modules/**'],
    });
    for (const file of files.sort())
      hash
        .update(file)
        .update('\0')
        .update(readFileSync(join(folder, file)))
        .update('\0');
  }
  return hash.digest('hex');
}
