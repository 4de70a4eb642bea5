#!/usr/bin/env node
// Plain JavaScript, because the host's Node.js may be too old to run TypeScript; the pinned one is not.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PINNED_MAJOR = 24;
const main = new URL('../src/cli/main.ts', import.meta.url);

if (Number.parseInt(process.versions.node, 10) >= PINNED_MAJOR) await import(main.href);
else runOn(findPinned());

/** The binary of the npm package `node`, wherever npm has put it. */
function findPinned() {
  const { resolve } = createRequire(import.meta.url);
  try {
    const binary = join(dirname(resolve('node/package.json')), 'bin', 'node');
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}

function runOn(node) {
  if (node === undefined) {
    console.error(`vratar-edge needs Node.js ${PINNED_MAJOR} or newer. Run \`npm ci\`, which brings it.`);
    process.exit(1);
  }
  const child = spawn(node, [fileURLToPath(main), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
}
