import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { isPublished, publish } from '../../build/publish.ts';

const folders: string[] = [];
after(() => {
  for (const each of folders) rmSync(each, { recursive: true, force: true });
});

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'vratar-publish-'));
  folders.push(made);
  return made;
}

/** A finished build whose document names one script. */
function built(script: string): string {
  const made = folder();
  mkdirSync(join(made, 'assets'));
  writeFileSync(join(made, 'assets', script), script);
  writeFileSync(join(made, 'index.html'), `<script src="./assets/${script}"></script>`);
  return made;
}

const documentOf = (dist: string): string => readFileSync(join(dist, 'index.html'), 'utf8');

test('a build is published with what it was built of, and nothing else lies about', () => {
  const dist = join(folder(), 'dist');
  assert.equal(isPublished(dist, 'aa'), false);
  publish(built('one.js'), dist, 'aa');
  assert.deepEqual([isPublished(dist, 'aa'), isPublished(dist, 'bb')], [true, false]);
  assert.match(documentOf(dist), /one\.js/);
  assert.deepEqual(readdirSync(dist).sort(), ['assets', 'index.html']);
});

test('whoever opened the page before a new build still gets its script, and after an hour it is cleared away', () => {
  const dist = join(folder(), 'dist');
  publish(built('one.js'), dist, 'aa');
  publish(built('two.js'), dist, 'bb');
  assert.match(documentOf(dist), /two\.js/);
  assert.ok(existsSync(join(dist, 'assets', 'one.js')));
  const longAgo = new Date(Date.now() - 2 * 3_600_000);
  for (const script of ['one.js', 'two.js']) utimesSync(join(dist, 'assets', script), longAgo, longAgo);
  publish(built('two.js'), dist, 'bb');
  assert.deepEqual(readdirSync(join(dist, 'assets')), ['two.js']);
});

test('what another build has just put there, but not named yet, stays', () => {
  const dist = join(folder(), 'dist');
  publish(built('one.js'), dist, 'aa');
  writeFileSync(join(dist, 'assets', 'theirs.js'), 'theirs');
  publish(built('two.js'), dist, 'bb');
  assert.ok(existsSync(join(dist, 'assets', 'theirs.js')));
});
