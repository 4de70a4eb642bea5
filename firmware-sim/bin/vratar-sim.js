#!/usr/bin/env node
// Plain JavaScript for whatever Node.js the host has: TypeScript needs the pinned one.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FIRST_MAJOR_WITH_TYPES = 24;
const main = new URL('../src/cli/main.ts', import.meta.url);

function pinnedNode() {
  for (
    let folder = dirname(fileURLToPath(import.meta.url));
    folder !== dirname(folder);
    folder = dirname(folder)
  ) {
    const node = join(folder, 'node_modules', 'node', 'bin', 'node');
    if (existsSync(node)) return node;
  }
  return undefined;
}

if (Number(process.versions.node.split('.')[0]) >= FIRST_MAJOR_WITH_TYPES) {
  await import(main.href);
} else {
  const node = pinnedNode();
  if (node === undefined) {
    console.error('vratar-sim needs Node.js 24. Run npm ci in the folder of Vratar: it brings one.');
    process.exit(1);
  }
  const child = spawn(node, [fileURLToPath(main), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('close', (code, signal) => process.exit(code ?? (signal === null ? 1 : 130)));
}
