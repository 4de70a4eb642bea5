import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { readKey, readKeys } from '../../src/osdp-tools/keys/read-keys.ts';
import { writeKey } from '../../src/osdp-tools/keys/write-key.ts';

const folder = mkdtempSync(join(tmpdir(), 'vratar-keys-'));
after(() => rmSync(folder, { recursive: true }));
const KEY = new Uint8Array(16).fill(0x1f);

describe('key files', () => {
  it('are for their owner alone, read back, and never written over', () => {
    const path = join(folder, 'a');
    writeKey(path, KEY, 'reader at the gym');
    assert.equal(statSync(path).mode & 0o777, 0o600);
    assert.deepEqual(readKey(path), KEY);
    assert.throws(() => writeKey(path, new Uint8Array(16), 'another'), { code: 'osdp_key_file_exists' });
    assert.match(readFileSync(path, 'utf8'), /1f1f/);
  });

  it('may hold several keys and comments', () => {
    const path = join(folder, 'b');
    writeFileSync(path, `# first\n${'0a'.repeat(16)}\n\n  ${'0B'.repeat(16)}  \n`);
    assert.deepEqual(readKeys(path), [new Uint8Array(16).fill(0x0a), new Uint8Array(16).fill(0x0b)]);
    assert.throws(() => readKey(path), { code: 'osdp_key_unreadable' });
  });

  it('that are wrong name the line, and do not show it', () => {
    const path = join(folder, 'c');
    writeFileSync(path, `# key\n${'0a'.repeat(15)}\n`);
    assert.throws(
      () => readKeys(path),
      (error: Error & { place: unknown }) => {
        assert.deepEqual(error.place, { file: path, line: 2 });
        assert.doesNotMatch(error.message, /0a0a/);
        return true;
      },
    );
    assert.throws(() => readKeys(join(folder, 'none')), { code: 'osdp_key_unreadable' });
    writeFileSync(path, '# nothing\n');
    assert.throws(() => readKeys(path), { code: 'osdp_key_unreadable' });
  });
});
