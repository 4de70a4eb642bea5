import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from 'typebox';
import { parseConfig } from '../../src/config/index.ts';
import { formatError, VratarError } from '../../src/errors/index.ts';

const Schema = Type.Object(
  {
    baud: Type.Integer({ minimum: 9600, default: 9600 }),
    mode: Type.Union([Type.Literal('in'), Type.Literal('out')]),
    lanes: Type.Array(Type.Object({ name: Type.String() }, { additionalProperties: false })),
  },
  { additionalProperties: false },
);

function mistakes(text: string): string[] {
  try {
    parseConfig(text, 'edge.yaml', Schema);
  } catch (error) {
    assert.ok(error instanceof VratarError);
    return error.details.map((each) => formatError(each).split('\n')[0]!);
  }
  return [];
}

test('a right file gives the value, with defaults filled in', () => {
  const value = parseConfig('mode: in\nlanes:\n  - name: L1\n', 'edge.yaml', Schema);
  assert.deepEqual(value, { baud: 9600, mode: 'in', lanes: [{ name: 'L1' }] });
});

test('a wrong value names file, line, field, what was expected and what was found', () => {
  assert.deepEqual(mistakes('mode: in\nlanes: []\nbaud: fast\n'), [
    'edge.yaml:3:7 /baud: The configuration has a wrong value: expected integer, found "fast". [config_invalid]',
  ]);
});

test('alternatives are told in one line', () => {
  assert.match(
    mistakes('mode: up\nlanes: []\n')[0]!,
    /^edge\.yaml:1:7 \/mode: .*expected one of in, out, found "up"/,
  );
});

test('an unknown field is named at its own line', () => {
  assert.match(
    mistakes('mode: in\nlanes:\n  - name: L1\n    nmae: x\n')[0]!,
    /^edge\.yaml:4:11 \/lanes\/0: .*not nmae/,
  );
});

test('a missing field is named at the line of its parent', () => {
  assert.match(mistakes('mode: in\n')[0]!, /^edge\.yaml:1:1 \/: .*expected a value for lanes, found nothing/);
});

test('several mistakes are all told, in the order of the file', () => {
  assert.equal(mistakes('mode: up\nlanes: 3\nbaud: 1\n').length, 3);
});

test('broken YAML names the line', () => {
  assert.match(
    mistakes('mode: in\nlanes: [\n')[0]!,
    /^edge\.yaml:\d:\d+: The configuration is not valid YAML/,
  );
});

test('the same key twice is a mistake, not the last one wins', () => {
  assert.match(mistakes('mode: in\nmode: out\nlanes: []\n')[0]!, /^edge\.yaml:2:1: .*unique/);
});
