import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { VratarError } from '@vratar/protocol/errors';
import { explainCommand } from '../../src/attendance/explain/command.ts';

const path = new URL('worked-cases.json', import.meta.url).pathname;

async function run(args: string[], input = '') {
  const out: string[] = [];
  const err: string[] = [];
  const command = explainCommand({
    input: Readable.from([input]),
    out: (line) => out.push(line),
    err: (line) => err.push(line),
  });
  let error: unknown;
  await command.parseAsync(args, { from: 'user' }).catch((cause: unknown) => {
    error = cause;
  });
  return { out, err, error };
}

test('explain prints one JSON line a case, keys in the documented order', async () => {
  const { out } = await run([path]);
  assert.equal(out.length, 25);
  assert.deepEqual(Object.keys(JSON.parse(out[0] ?? '')), [
    'id',
    'intervals',
    'lessons',
    'unexcusedHours',
    'excusedHours',
    'reviewLessons',
    'flags',
  ]);
});

test('explain --check passes on the shared cases, from a file and from standard input', async () => {
  assert.equal((await run([path, '--check'])).error, undefined);
  assert.equal((await run(['-', '--check'], readFileSync(path, 'utf8'))).error, undefined);
});

test('explain --check prints what differs and fails', async () => {
  const file = JSON.parse(readFileSync(path, 'utf8'));
  file.cases[1].expected.lessons[0].status = 'present';
  file.cases[1].expected.unexcusedHours = 0;
  const { err, error } = await run(['-', '--check'], JSON.stringify(file));
  assert.ok(error instanceof VratarError && error.code === 'cases_differ' && error.params.count === 1);
  assert.deepEqual(err, [
    'C02 lessons[0]: expected {"n":1,"status":"present","flags":[]}, found {"n":1,"status":"late","flags":[]}',
    'C02 unexcusedHours: expected 0, found 0.5',
  ]);
});

const BAD: readonly [title: string, text: string, field: string | undefined][] = [
  ['no JSON', '{', undefined],
  ['an unknown time zone', '{"timezone":"Europe/Sofija","settings":{},"cases":[]}', '/timezone'],
  [
    'an impossible date',
    '{"timezone":"UTC","settings":{},"cases":[{"id":"a","date":"2026-02-30","lessons":[],"events":[]}]}',
    '/cases/0/date',
  ],
  [
    'an impossible time',
    '{"timezone":"UTC","settings":{},"cases":[{"id":"a","date":"2026-02-01","lessons":[["07:30","08:70"]],"events":[]}]}',
    '/cases/0/lessons/0/1',
  ],
];
for (const [title, text, field] of BAD) {
  test(`explain refuses ${title} and names the place`, async () => {
    const { out, error } = await run(['-'], text);
    assert.ok(error instanceof VratarError && error.code === 'cases_invalid');
    assert.equal(error.place.field, field);
    assert.deepEqual(out, []);
  });
}

test('explain names a file that it cannot read', async () => {
  const { error } = await run(['/nowhere/cases.json']);
  assert.ok(error instanceof VratarError && error.code === 'cases_unreadable');
});
