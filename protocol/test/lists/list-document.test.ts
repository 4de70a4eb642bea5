import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { VratarError } from '@vratar/protocol/errors';
import {
  type AllowListEntry,
  changeSum,
  checkDigest,
  checkList,
  digestOfSum,
  listDigest,
  listPublicKey,
  listPublicText,
  openList,
  type SitePolicy,
  signList,
  sumOfLines,
} from '@vratar/protocol/lists';
import fc from 'fast-check';

const { privateKey } = generateKeyPairSync('ed25519');
const keys = [listPublicKey(listPublicText(privateKey))];
const policy: SitePolicy = {
  timezone: 'Europe/Sofia',
  language: 'bg',
  schools: ['s'],
  groups: [],
  holidays: [],
  laneModes: [],
  passback: { mode: 'soft' },
  issuedAt: 0,
};
const entry = (token: string): string =>
  JSON.stringify({ token: token.padEnd(16, 'x'), kind: 'pupil', status: 'active' } satisfies AllowListEntry);
const lines = ['a', 'b', 'c'].map(entry);
const snapshot = (version = 3, of = lines) =>
  signList(
    { kind: 'snapshot', gateway: 'g1', version, issuedAt: 1, digest: listDigest(policy, of), policy },
    of,
    privateKey,
  );
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return error instanceof VratarError ? error.code : String(error);
  }
  return 'nothing thrown';
};

test('a signed list is opened as it was written', () => {
  const { header, lines: opened } = openList(snapshot(), keys, 'g1');
  assert.deepEqual([header.kind, header.version, header.count], ['snapshot', 3, 3]);
  assert.deepEqual(
    opened.map((each) => each.line),
    lines,
  );
  checkList(header, { version: 2 });
  checkDigest(header, listDigest(policy, lines));
});

test('X6: a wrong signature, whatever byte was changed, is refused', () => {
  const bytes = snapshot();
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const changed = Buffer.from(bytes);
      changed[at] = changed[at]! ^ change;
      assert.equal(
        codeOf(() => openList(changed, keys, 'g1')),
        'list_signature',
        `byte ${at}`,
      );
    }),
    { numRuns: 2_000 },
  );
  assert.equal(
    codeOf(() => openList(bytes, [], 'g1')),
    'list_signature',
  );
  const other = generateKeyPairSync('ed25519').publicKey;
  assert.equal(
    codeOf(() => openList(bytes, [other], 'g1')),
    'list_signature',
  );
  assert.equal(
    codeOf(() => openList(Buffer.alloc(0), keys, 'g1')),
    'list_signature',
  );
});

test('X6: a list for another gateway, an older one, and a change of another version are refused', () => {
  assert.equal(
    codeOf(() => openList(snapshot(), keys, 'g2')),
    'list_foreign',
  );
  const { header } = openList(snapshot(3), keys, 'g1');
  for (const version of [3, 4])
    assert.equal(
      codeOf(() => checkList(header, { version })),
      'list_older',
    );
  const content = {
    kind: 'delta',
    gateway: 'g1',
    version: 5,
    base: 4,
    issuedAt: 1,
    digest: '0'.repeat(64),
  } as const;
  const delta = openList(signList({ ...content, remove: [] }, [], privateKey), keys, 'g1').header;
  assert.equal(
    codeOf(() => checkList(delta, { version: 3 })),
    'list_base',
  );
  assert.equal(
    codeOf(() => checkList(delta, undefined)),
    'list_base',
  );
  checkList(delta, { version: 4 });
  assert.equal(
    codeOf(() => checkDigest(delta, listDigest(policy, lines))),
    'list_digest',
  );
});

test('a signed document with a wrong line names the line', () => {
  const bad = (of: string[]) => {
    try {
      openList(snapshot(3, of), keys, 'g1');
    } catch (error) {
      return error instanceof VratarError ? [error.code, error.place.line] : error;
    }
    return 'nothing thrown';
  };
  assert.deepEqual(bad([lines[0]!, '{}']), ['list_malformed', 3]);
  assert.deepEqual(bad([lines[1]!, lines[0]!]), ['list_malformed', 3]);
  assert.deepEqual(bad([lines[1]!, lines[1]!]), ['list_malformed', 3]);
});

test('a key of another length is named', () => {
  assert.equal(
    codeOf(() => listPublicKey('AAAA')),
    'list_key',
  );
});

test('a digest that is carried from change to change is the digest of the list that results', () => {
  const tokens = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { maxLength: 12 });
  fc.assert(
    fc.property(tokens, tokens, (before, after) => {
      const on = after.filter((token) => !before.includes(token)).map(entry);
      const off = before.filter((token) => !after.includes(token)).map(entry);
      const sum = changeSum(sumOfLines(before.map(entry)), on, off);
      assert.equal(digestOfSum(policy, sum), listDigest(policy, after.map(entry)));
      assert.match(listDigest(policy, after.map(entry)), /^[0-9a-f]{64}$/);
    }),
  );
});

test('the digest is the one that other implementations compute', () => {
  // python3: hex((sum(int(sha256(b"vratar list line 1\n" + l).hexdigest(), 16) for l in lines) + policy) % 2**256)
  assert.equal(
    listDigest('{}', ['a', 'b']),
    '9af14089e2b0fe4721d8c85fa290ac3d4cb58212cf44fabe8106730ce03a4333',
  );
  assert.notEqual(listDigest('{}', ['a']), listDigest('{}', ['b']));
  assert.notEqual(listDigest('{}', ['a']), listDigest('{"a":1}', ['a']));
});
