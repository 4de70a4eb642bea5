import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ordinaryWalker } from '../../src/lane/index.ts';
import type { SiteEvent } from '../../src/site/index.ts';
import { SMALL_SITE, smallSite } from '../support/small-site.ts';

function watched(text = SMALL_SITE) {
  const { clock, site } = smallSite(text);
  const events: SiteEvent[] = [];
  site.listen((event) => events.push(event));
  return { clock, site, events };
}

const ana = { ...ordinaryWalker, id: 'ana', direction: 'in', plan: 'through' } as const;

test('sensors reach the inputs that they are wired to', () => {
  const { clock, site } = watched();
  const { pd } = site.devices.get('a-in');
  site.lanes.get('a').mechanism.setOutput('in', true);
  site.lanes.get('a').approach(ana);
  const seen = new Set<string>();
  for (let i = 0; i < 300; i++) {
    clock.advance(10);
    seen.add(pd.view().inputs.slice(0, 2).join(' '));
  }
  assert.deepEqual([...seen], ['inactive inactive', 'active inactive', 'active active', 'inactive active']);
});

test('a normally closed tamper contact is closed at rest', () => {
  const { site } = watched();
  const { pd } = site.devices.get('a-in');
  assert.equal(pd.view().inputs[3], 'active');
  site.lanes.get('a').setTamper(true);
  assert.equal(pd.view().inputs[3], 'inactive');
});

test('a supervised fire loop tells alarm, cut and short apart, and the panel frees the lanes by itself', () => {
  const { clock, site, events } = watched();
  const { pd } = site.devices.get('a-in');
  const loop = site.fire.get('panel');
  const reported = (): string | undefined => pd.view().inputs[4];
  assert.equal(reported(), 'inactive');
  loop.setCable('cut');
  assert.equal(reported(), 'open');
  assert.equal(site.lanes.get('b').mechanism.isFree('out'), false);
  loop.setCable('shorted');
  assert.equal(reported(), 'shorted');
  loop.setCable('sound');
  loop.alarm(true);
  clock.advance(1000);
  assert.equal(reported(), 'active');
  for (const lane of site.lanes.all) assert.ok(lane.mechanism.isFree('in') && lane.mechanism.isFree('out'));
  assert.equal(pd.view().inputs[2], 'active', 'the arms have dropped');
  loop.alarm(false);
  clock.advance(2000);
  for (const lane of site.lanes.all) assert.ok(!lane.mechanism.isFree('in'));
  assert.equal(events.filter(({ kind }) => kind === 'fire').length, 5);
});

test('two panels: the hard-wired release holds until the last is reset', () => {
  const second = '  - { id: panel-b, device: b-in, input: 4, frees: [a] }\n';
  const { clock, site } = watched(`${SMALL_SITE}${second}`);
  site.fire.get('panel').alarm(true);
  site.fire.get('panel-b').alarm(true);
  site.fire.get('panel').alarm(false);
  clock.advance(1000);
  assert.deepEqual(
    site.lanes.all.map(({ mechanism }) => mechanism.isFree('out')),
    [true, false],
  );
});

test('a device without power locks a lane that is energised to unlock', () => {
  const { clock, site } = watched();
  site.lanes.get('a').mechanism.setOutput('in', true);
  clock.advance(100);
  site.devices.get('a-in').pd.powerOff();
  assert.equal(site.lanes.get('a').tap('in', 'ana', '04a1b2c3d4e5f6'), false);
  assert.equal(site.lanes.get('a').tap('out', 'ana', '04a1b2c3d4e5f6'), true);
});

test('the release button is pressed for a while', () => {
  const { clock, site } = watched();
  const { pd } = site.devices.get('a-in');
  assert.equal(site.lanes.get('a').pressButton(500), true);
  assert.equal(pd.view().inputs[5], 'active');
  clock.advance(600);
  assert.equal(pd.view().inputs[5], 'inactive');
  assert.equal(site.lanes.get('b').pressButton(500), false, 'lane b has none');
});

const mistakes = [
  ['siren: { device: a-in, output: 4 }', 'siren: { device: a-in, output: 0 }', 'sim_duplicate'],
  ['siren: { device: a-in, output: 4 }', 'siren: { device: nowhere, output: 4 }', 'sim_unknown_point'],
  ['siren: { device: a-in, output: 4 }', 'siren: { device: a-in, output: 40 }', 'sim_unknown_point'],
  ['device: a-in, input: 5', 'device: a-in, input: 3', 'sim_duplicate'],
  ['device: b-in, output: 1', 'device: a-in, output: 1', 'sim_duplicate'],
  ['- id: b\n', '- id: a\n', 'sim_duplicate'],
  ['frees: [a, b]', 'frees: [a, c]', 'sim_unknown_point'],
] as const;

for (const [right, wrong, code] of mistakes) {
  test(`a configuration with ${wrong.trim()} is refused: ${code}`, () => {
    assert.throws(() => smallSite(SMALL_SITE.replace(right, wrong)), { code });
  });
}
