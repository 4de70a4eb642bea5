import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

interface Locked {
  readonly version: string;
  readonly gypfile?: boolean;
  readonly optionalDependencies?: Record<string, string>;
}

const lock = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'package-lock.json'), 'utf8')) as {
  readonly packages: Record<string, Locked>;
};

test('npm 10 builds nothing: better-sqlite3 brings its binaries, and npm 11 alone knows allowScripts', () => {
  // `npm install` writes the entry anew without it. Put "gypfile": false back.
  assert.equal(lock.packages['node_modules/better-sqlite3']?.gypfile, false);
});

test('Biome is there for every system', () => {
  // `npm install` leaves out the builds that its registry could not show, and `npm ci` then refuses the file.
  const { optionalDependencies = {} } = lock.packages['node_modules/@biomejs/biome']!;
  const missing = Object.keys(optionalDependencies).filter(
    (name) => lock.packages[`node_modules/${name}`] === undefined,
  );
  assert.ok(Object.keys(optionalDependencies).length > 0);
  assert.deepEqual(missing, []);
});
