import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { GateRig, uidOf } from '../../testing/gate/index.ts';
import { vratarEdge } from '../../testing/vratar-edge.ts';

const why = (...args: string[]) => vratarEdge('why', ...args);

test('`vratar-edge why` explains a card and a token on a running gate, and changes nothing', {
  timeout: 240_000,
}, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'vratar-why-'));
  const rig = await GateRig.build(folder, { lines: 1, lanesPerLine: 1, baud: 115_200 }, 5);
  t.after(async () => {
    await rig.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  await rig.bringList();
  const gate = rig.startGate();
  const tool = await gate.connect('tool');

  const at = ['--lane', 'lane-1', '--at', '2026-11-09T07:25:00+02:00', '--config', join(folder, 'edge.yaml')];
  const known = await why(`card:${uidOf(3)}`, ...at);
  assert.equal(known.code, 0, known.err);
  assert.match(known.out, /^Granted\n/);
  assert.match(known.out, /schedule +pass +open by always/);
  const asPrinted = await why(uidOf(3), ...at);
  assert.deepEqual(asPrinted, known);
  const typo = await why('04-12-zz', ...at);
  assert.deepEqual([typo.code, /why_card/.test(typo.err)], [1, true]);
  const asToken = await why(rig.cards.token(3), ...at, '--json');
  assert.equal(JSON.parse(asToken.out).granted, true);

  const unknown = await why(`card:${uidOf(77)}`, ...at);
  assert.equal(unknown.code, 3);
  assert.match(unknown.out, /^Refused: card_unknown\n/);
  assert.match(unknown.out, /known +refuse +not on the list/);
  const nowhere = await why(rig.cards.token(3), '--lane', 'cellar', '--config', join(folder, 'edge.yaml'));
  assert.equal(nowhere.code, 1);
  assert.match(nowhere.err, /cellar.*lane_unknown/);

  const { epoch, first, last } = await tool.request('position', {});
  const { lines } = await tool.request('read', { epoch, after: first - 1, limit: 200 });
  assert.ok(last > 0);
  assert.ok(!lines.some((line) => ['granted', 'denied'].includes(JSON.parse(line).kind)));
  await tool.close();
});
