import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LIMITS } from '../../src/socket/limits.ts';
import { Uploads } from '../../src/socket/uploads.ts';

const part = (total: number, offset: number, text: string) => ({
  total,
  offset,
  bytes: Buffer.from(text).toString('base64'),
});
const refused = { code: 'socket_upload' };

test('X5 a list is whole when all its parts have come in order, beside that of another client', () => {
  const uploads = new Uploads();
  assert.deepEqual(uploads.add(1, part(6, 0, 'abc')), { received: 3 });
  assert.deepEqual(uploads.add(2, part(4, 0, 'xy')), { received: 2 });
  assert.deepEqual(Buffer.from(uploads.add(1, part(6, 3, 'def')).whole!).toString(), 'abcdef');
  assert.deepEqual(Buffer.from(uploads.add(2, part(4, 2, 'zz')).whole!).toString(), 'xyzz');
  assert.throws(() => uploads.add(1, part(6, 3, 'def')), refused, 'it is over');
});

for (const [what, wrong] of [
  ['skips some', part(6, 4, 'ef')],
  ['comes again', part(6, 1, 'bc')],
  ['is of a list of another length', part(7, 3, 'def')],
  ['is longer than what is missing', part(6, 3, 'defg')],
  ['is empty', part(6, 3, '')],
] as const)
  test(`X5 a part that ${what} is refused, and the list has to be sent anew`, () => {
    const uploads = new Uploads();
    uploads.add(1, part(6, 0, 'abc'));
    assert.throws(() => uploads.add(1, wrong), refused);
    assert.throws(() => uploads.add(1, part(6, 3, 'def')), refused);
    uploads.add(1, part(6, 0, 'abc'));
    assert.ok(uploads.add(1, part(6, 3, 'def')).whole);
  });

test('of more lists than clients the one that was begun first gives way', () => {
  const uploads = new Uploads();
  for (let client = 0; client <= LIMITS.clients; client++) uploads.add(client, part(2, 0, 'a'));
  assert.ok(uploads.add(1, part(2, 1, 'b')).whole);
  assert.throws(() => uploads.add(0, part(2, 1, 'b')), refused);
});
