import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseConfig } from '@vratar/protocol/config';
import { EdgeConfig } from '../../src/config/edge-config.ts';
import { slowLines, slowLineText } from '../../src/config/slow-lines.ts';
import { STALE_READ_MS } from '../../src/core/decision/card-rules.ts';
import { chanceOf, crowd } from '../line/support/crowd.ts';
import { withFireInputs } from '../line/support/test-line.ts';

const TURNAROUND_MS = 17;

interface School {
  readonly readers: number;
  readonly fires: number;
  readonly baud: number;
  readonly security?: 'secure' | 'clear';
}

function configOf({ readers, fires, baud, security = 'secure' }: School): EdgeConfig {
  const ids = Array.from({ length: readers }, (_, n) => `t${n}`);
  const example = readFileSync(new URL('../../src/config/example.yaml', import.meta.url), 'utf8');
  const config = parseConfig(example, 'example.yaml', EdgeConfig);
  const device = { ...config.site.devices[0]!, security };
  const input = config.site.fire.inputs[0]!;
  return {
    ...config,
    lines: [{ ...config.lines[0]!, id: 'hall', baud }],
    site: {
      ...config.site,
      devices: ids.map((id, address) => ({ ...device, id, line: 'hall', address })),
      fire: { ...config.site.fire, inputs: ids.slice(0, fires).map((id) => ({ ...input, id, device: id })) },
    },
  };
}

/** Reads that were refused as stale in half a minute of a crowd at every reader. */
function staleReads({ readers, fires, baud }: School): number {
  const line = withFireInputs(readers, fires, baud, TURNAROUND_MS);
  crowd(line, chanceOf(2), 30_000);
  line.run(33_000);
  const ages = line.of('card').map(({ at, lastEmptyAt }) => at - (lastEmptyAt ?? Number.NEGATIVE_INFINITY));
  assert.ok(ages.length > readers * 5);
  return ages.filter((age) => age > STALE_READ_MS).length;
}

for (const school of [
  { readers: 8, fires: 1, baud: 9600 },
  { readers: 4, fires: 4, baud: 9600 },
  { readers: 16, fires: 2, baud: 38_400 },
]) {
  test(`${JSON.stringify(school)} is not warned of, and a crowd meets no stale read there`, () => {
    assert.deepEqual(slowLines(configOf(school)), []);
    assert.equal(staleReads(school), 0);
  });
}

for (const [school, enough] of [
  [{ readers: 8, fires: 4, baud: 9600 }, 19_200],
  [{ readers: 16, fires: 2, baud: 19_200 }, 38_400],
] as const) {
  test(`${JSON.stringify(school)} is warned of, and a crowd does meet stale reads there`, () => {
    const [slow] = slowLines(configOf(school));
    assert.equal(slow?.enough, enough);
    assert.deepEqual(slowLines(configOf({ ...school, baud: enough })), []);
    assert.ok(staleReads(school) > 0);
  });
}

test('the warning says what it counts, and what helps', () => {
  const [slow] = slowLines(configOf({ readers: 8, fires: 8, baud: 9600 }));
  assert.deepEqual([slow?.bytes, slow?.exchanges], [8 * (7 * 46 + 30), 8 * 8]);
  assert.match(slowLineText(slow!), /all of its 8 readers, 8 with a fire input/);
  assert.match(slowLineText(slow!), /2816 bytes in 64 exchanges take 4\.0 s at 9600 baud/);
  assert.match(slowLineText(slow!), /vratar-edge baud hall 19200/);
});

test('of a speed that is a device server’s own it is not said that the gate could change it', () => {
  const config = configOf({ readers: 8, fires: 8, baud: 9600 });
  const [line] = config.lines;
  for (const port of [
    { kind: 'tcp', host: 'server', port: 4001 },
    { kind: 'socket', path: '/run/line' },
  ] as const) {
    const [slow] = slowLines({ ...config, lines: [{ ...line!, port }] });
    assert.match(slowLineText(slow!), /At 19200 baud it fits \(set it at the device server and the readers/);
    assert.doesNotMatch(slowLineText(slow!), /vratar-edge baud/);
  }
});

test('what no speed mends is told to have fewer readers, and devices in clear weigh less', () => {
  const [slow] = slowLines(configOf({ readers: 40, fires: 40, baud: 230_400 }));
  assert.equal(slow?.enough, undefined);
  assert.match(slowLineText(slow!), /fewer readers on this line/);
  assert.equal(slowLines(configOf({ readers: 9, fires: 1, baud: 9600 })).length, 0);
  assert.equal(slowLines(configOf({ readers: 10, fires: 0, baud: 9600 })).length, 1);
  assert.deepEqual(slowLines(configOf({ readers: 10, fires: 0, baud: 9600, security: 'clear' })), []);
});
