import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { PAGE_HTML, pageHtml } from './page-html.ts';

const UI_SOURCES = join(import.meta.dirname, '..', 'src');

/**
 * Builds one page folder (`src/main.tsx` and what it imports) into `<folder>/dist`, unless a build of exactly these
 * sources is already there.
 * @returns whether anything had to be built
 */
export async function buildPage(folder: string): Promise<boolean> {
  const stamp = join(folder, 'dist', 'sources.sha256');
  // Pages beside each other show parts of one another.
  const pages = basename(dirname(folder)) === 'web' ? dirname(folder) : folder;
  const hash = hashOf([pages, UI_SOURCES]);
  const html = join(folder, 'index.html');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return false;
  await build({
    root: folder,
    base: './',
    configFile: false,
    logLevel: 'warn',
    plugins: [pageHtml(html), react()],
    build: {
      outDir: join(folder, 'dist'),
      emptyOutDir: true,
      chunkSizeWarningLimit: 2000,
      rolldownOptions: { input: html },
    },
  });
  writeFileSync(stamp, hash);
  return true;
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
