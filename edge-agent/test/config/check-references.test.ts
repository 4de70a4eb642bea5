import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseConfig } from '@vratar/protocol/config';
import { checkReferences } from '../../src/config/check-references.ts';
import { EdgeConfig } from '../../src/config/edge-config.ts';

const RIGHT = `
gateway: trial
data: data
secrets: secrets.yaml
lines: [{ id: hall, port: { kind: serial, path: /dev/x } }]
gpio: { lines: [17] }
site:
  building: main
  devices:
    - { id: a, line: hall, address: 0 }
    - { id: b, line: hall, address: 1 }
    - { id: pins, line: gpio, address: 0 }
  lanes:
    - id: north
      sensors: { kind: none }
      in: { release: { device: a, output: 0 }, go: { device: a, output: 1 } }
      out: { release: { device: a, output: 0 } }
      siren: { device: a, output: 2 }
    - id: south
      sensors: { kind: none }
      in: { release: { device: b, output: 0 } }
  fire:
    inputs: [{ id: loop, device: pins, input: 0 }, { id: hall, device: a, input: 2 }]
    zones: [{ id: all, inputs: [loop] }, { id: one, inputs: [hall], lanes: [north] }]
`;

const found = (text: string): string[] =>
  checkReferences(parseConfig(text, 'edge.yaml', EdgeConfig)).map(
    ({ path, expected, found }) => `${path.join('.')}: ${expected}, not ${found}`,
  );

test('one lock for both ways of a lane is right', () => {
  assert.deepEqual(found(RIGHT), []);
});

const WRONG: readonly (readonly [string, string, string, string])[] = [
  ['two lanes of one name', 'id: south', 'id: north', 'site.lanes.1.id: a value of its own, not north'],
  ['two zones of one name', 'id: one', 'id: all', 'site.fire.zones.1.id: a value of its own, not all'],
  [
    'two fire inputs of one name',
    '{ id: hall, device: a, input: 2 }',
    '{ id: loop, device: a, input: 2 }',
    'site.fire.inputs.1.id: a value of its own, not loop',
  ],
  [
    'I1 a fire input of no zone',
    'inputs: [hall], lanes',
    'inputs: [loop], lanes',
    'site.fire.inputs.1.id: an input of a zone, not hall',
  ],
  [
    'I1 a release of two lanes',
    '{ device: b, output: 0 }',
    '{ device: a, output: 0 }',
    'site.lanes.1.in.release.output: an output of its own, not 0, which in.release of lane north has, too',
  ],
  [
    'I1 a siren on a release',
    'siren: { device: a, output: 2 }',
    'siren: { device: a, output: 0 }',
    'site.lanes.0.siren.output: an output of its own, not 0, which in.release of lane north has, too',
  ],
  [
    'I1 one lock that means two things',
    'out: { release: { device: a, output: 0 } }',
    'out: { release: { device: a, output: 0, energised: locks } }',
    'site.lanes.0.out.release.output: an output of its own, not 0, which in.release of lane north has, too',
  ],
  [
    'a lamp on a pin',
    'go: { device: a, output: 1 }',
    'go: { device: pins, output: 1 }',
    'site.lanes.0.in.go.output: an output of a device on a serial line, not line gpio',
  ],
];

for (const [what, right, wrong, said] of WRONG) {
  test(`${what} is refused by its place`, () => {
    const text = RIGHT.replace(right, wrong);
    assert.notEqual(text, RIGHT);
    assert.ok(found(text).includes(said), found(text).join('\n'));
  });
}
