import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uidOf } from '../../testing/gate/index.ts';
import { GuardPost } from './guard-post.ts';

const AT = ['--direction', 'in'] as const;

test('a guard at the terminal lets somebody through, and says afterwards who it was', {
  timeout: 240_000,
}, async (t) => {
  const post = await GuardPost.build(t, 3);
  const listed = await post.run('lane', 'list');
  assert.equal(listed.code, 0, listed.err);
  assert.match(listed.out, /lane-1 +idle +controlled +controlled/);
  assert.match(listed.out, /list of cards 1 with 3 entries is \d+ (s|min) old/);

  post.walker('p1', 'in');
  const released = await post.run(
    'lane',
    'release',
    'lane-1',
    ...AT,
    '--reason',
    'pupil',
    '--json',
    '--id',
    'order-0001',
  );
  assert.equal(released.code, 0, released.err);
  const { release, outcome } = JSON.parse(released.out);
  assert.equal(outcome, 'done');
  const passage = await post.event('a passage', ({ kind }) => kind === 'passage');
  const event = (await post.events()).find(({ seq }) => seq === release)!;
  assert.deepEqual([event.kind, event.reason, event.direction], ['guard_release', 'pupil', 'in']);
  assert.match(String(event.data?.by), /^tool:/);
  assert.equal(passage.grant, event.trace);

  const again = await post.run('lane', 'release', 'lane-1', ...AT, '--reason', 'pupil', '--id', 'order-0001');
  assert.equal(again.code, 0);
  assert.match(again.out, new RegExp(`release ${release}.*was carried out before`));
  const other = await post.run('lockdown', 'off', '--yes', '--id', 'order-0001');
  assert.deepEqual([other.code, /\[command_id_used\]/.test(other.out)], [3, true], other.out);
  assert.equal((await post.events()).filter(({ kind }) => kind === 'guard_release').length, 1);

  const wrong = await post.run('attest', uidOf(1), '--release', String(passage.seq));
  assert.equal(wrong.code, 1);
  assert.match(wrong.err, /release_unknown/);
  const attested = await post.run('attest', uidOf(1), '--release', String(release));
  assert.equal(attested.code, 0, attested.err);
  const named = await post.event('an attestation', ({ kind }) => kind === 'guard_attested');
  assert.deepEqual([named.token, named.direction, named.lane], [post.rig.cards.token(1), 'in', 'lane-1']);
  assert.equal(named.data?.attributes, release);

  const twice = await post.run('attest', uidOf(2), '--release', String(release));
  assert.deepEqual([twice.code, /release_attested/.test(twice.err)], [1, true], twice.err);

  const stranger = await post.run('attest', uidOf(77), '--lane', 'lane-1', ...AT);
  assert.equal(stranger.code, 3);
  assert.match(stranger.out, /lane release.*\[card_unknown\]/);
  post.walker('p2', 'in');
  const opened = await post.run('attest', `token:${post.rig.cards.token(2)}`, '--lane', 'lane-1', ...AT);
  assert.equal(opened.code, 0, opened.err);
  await post.event(
    'their passage',
    (one) => one.kind === 'guard_attested' && one.token === post.rig.cards.token(2),
  );
  const inside = async () => (await post.tool.request('status', {})).inside[0]!.count;
  assert.equal(await inside(), 2);

  const nobody = await post.run('passback', 'reset', uidOf(77), '--json', '--id', 'order-0077');
  const refused = { id: 'order-0077', outcome: 'refused', code: 'card_unknown' };
  assert.deepEqual([nobody.code, JSON.parse(nobody.out)], [3, refused]);
  assert.equal((await post.run('passback', 'reset', uidOf(1))).code, 0);
  assert.equal(await inside(), 1);
  assert.equal((await post.run('passback', 'reset', '--all')).code, 2);
  assert.equal(await inside(), 1);
  assert.equal((await post.run('passback', 'reset', '--all', '--yes')).code, 0);
  assert.equal(await inside(), 0);
});

test('a guard at the terminal sets modes, locks the site down, and takes a lane out of service', {
  timeout: 240_000,
}, async (t) => {
  const post = await GuardPost.build(t, 1);
  const release = () => post.run('lane', 'release', 'lane-1', ...AT, '--reason', 'visitor');

  const free = await post.run('lane', 'mode', 'lane-1', ...AT, '--mode', 'free', '--for', '1h');
  assert.match(free.out, /^Done: lane-1 in is free until .* UTC \(order\)\.\n$/);
  await post.yields('in');
  assert.equal(post.lane.mechanism.isFree('out'), false);
  assert.match((await post.run('lane', 'list')).out, /lane-1 +idle +free until .* \(order\) +controlled/);

  assert.equal((await post.run('lockdown', 'on')).code, 2);
  assert.match((await post.run('lockdown', 'on', '--yes')).out, /^Done: this gateway is in lockdown\.$/m);
  await post.yields('in', false);
  const locked = await release();
  assert.deepEqual([locked.code, /lockdown off.*\[lockdown\]/.test(locked.out)], [3, true], locked.out);
  const beneath = await post.run('lane', 'mode', 'lane-1', ...AT, '--mode', 'free');
  assert.match(beneath.out, /is blocked \(lockdown\)/);
  assert.match((await post.run('lane', 'list')).out, /^LOCKDOWN/m);
  assert.equal((await post.run('lockdown', 'off', '--yes')).code, 0);
  await post.yields('in');

  const back = await post.run('lane', 'mode', 'lane-1', ...AT, '--mode', 'schedule', '--json');
  assert.deepEqual(JSON.parse(back.out).lane.causes, { in: 'configuration', out: 'configuration' });
  await post.yields('in', false);

  assert.equal((await post.run('lane', 'service', 'lane-1', 'off')).code, 0);
  await post.is('out_of_service');
  const out = await release();
  assert.deepEqual(
    [out.code, /lane service LANE on.*\[lane_out_of_service\]/.test(out.out)],
    [3, true],
    out.out,
  );
  const serves = await post.run('lane', 'service', 'lane-1', 'on');
  assert.equal(serves.out, 'Done: lane-1 is idle.\n');

  post.rig.school.site.fire.all[0]!.alarm(true);
  await post.is('evacuation');
  const off = await post.run('lane', 'service', 'lane-1', 'off');
  assert.match(off.out, /^Done: lane-1 is free \(fire or drill.*\); afterwards out of service/);
  const kept = await post.run('lockdown', 'on', '--yes');
  assert.match(kept.out, /^Done: this gateway is in lockdown\. But free for a fire or drill: lane-1\.$/m);
  await post.run('lockdown', 'off', '--yes');
  await post.run('lane', 'service', 'lane-1', 'on');
  const fled = await post.run('attest', uidOf(0), '--lane', 'lane-1', '--direction', 'out');
  assert.match(fled.out, /^Done: they are taken to have passed\. A fire/);

  const nowhere = await post.run('lane', 'mode', 'cellar', ...AT, '--mode', 'free', '--json');
  assert.deepEqual([nowhere.code, JSON.parse(nowhere.out).code], [3, 'lane_unknown']);
  assert.match((await post.run('time-zone', 'Europe/Sofya')).out, /\[timezone_unknown\]/);
  assert.equal((await post.run('time-zone', 'Europe/Sofia')).code, 0);
  const orders = (await post.events()).filter(({ kind }) => kind === 'command');
  assert.ok(orders.every(({ data }) => /^tool:/.test(String(data?.by))));
});
