import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OrderMemory } from '../../../src/core/gate/order-memory.ts';
import { Rules } from '../../../src/core/gate/rules.ts';
import type { StateRow } from '../../../src/core/state-rows.ts';
import { Bench, listOf, pupil } from '../support/bench.ts';
import { DOOR, site, TRIPOD, TWO_TRIPODS } from '../support/site.ts';

describe('a guard at the lane', () => {
  it('R10 frees one anonymous passage with a reason, committed before it opens', () => {
    const bench = new Bench();
    bench.autoCommit = false;
    bench.order({ name: 'release', lane: 'north', direction: 'in', reason: 'visitor' });
    assert.equal(bench.isReleased('in'), false);
    bench.commit();
    assert.equal(bench.isReleased('in'), true);
    bench.autoCommit = true;
    bench.walk('in');
    const { reason, data } = bench.last('guard_release');
    assert.deepEqual([reason, data], ['visitor', { by: 'guard:g1' }]);
    assert.equal(bench.last('passage').token, undefined);
    assert.equal(bench.last('passage').grant, bench.last('guard_release').trace);
  });

  it('I4 attests a pupil by name: opens, and the passage is theirs', () => {
    const bench = new Bench();
    bench.order({ name: 'attest', lane: 'north', direction: 'in', token: 'ann' });
    assert.equal(bench.isReleased('in'), true);
    assert.equal(bench.has('guard_attested'), false);
    bench.walk('in');
    assert.equal(bench.last('guard_attested').token, 'ann');
    assert.equal(bench.core.status(bench.now).inside[0]!.count, 1);
  });

  it('C24 attests who went through already, and opens nothing', () => {
    const bench = new Bench();
    bench.order({
      name: 'attest',
      lane: 'north',
      direction: 'in',
      token: 'ann',
      passed: true,
      attributes: 12,
    });
    assert.equal(bench.isReleased('in'), false);
    assert.deepEqual(bench.last('guard_attested').data, { by: 'guard:g1', attributes: 12 });
  });

  for (const passed of [false, true]) {
    it(`D9 journals no token of a pass-only card that is attested, ${passed ? 'behind' : 'before'} its passage`, () => {
      const bench = new Bench({ list: listOf([pupil('quiet', { kind: 'pass_only', holder: undefined })]) });
      bench.order({ name: 'attest', lane: 'north', direction: 'in', token: 'quiet', passed });
      bench.order({ name: 'attest', lane: 'north', direction: 'out', token: 'quiet' });
      if (!passed) bench.walk('in');
      bench.order({ name: 'passback_reset', token: 'quiet' });
      assert.ok(bench.has('guard_attested'));
      assert.equal(bench.last('command').reason, 'done');
      assert.ok(!JSON.stringify(bench.events).includes('quiet'), JSON.stringify(bench.events));
    });

    it(`R10 an attested entry of a counted card is one of its uses, ${passed ? 'behind' : 'before'} its passage`, () => {
      const list = listOf([pupil('vis', { kind: 'visitor', uses: 1, enrolments: undefined })]);
      const bench = new Bench({ list });
      bench.order({ name: 'attest', lane: 'north', direction: 'in', token: 'vis', passed });
      if (!passed) bench.walk('in');
      bench.wait(1_000).tap('vis', 2).walk('out').wait(1_000);
      assert.equal(bench.last('passage').direction, 'out');
      bench.tap('vis');
      assert.equal(bench.last('denied').reason, 'card_used_up');
      assert.equal(bench.restart({ list }).tap('vis').last('denied').reason, 'card_used_up');
    });
  }

  it('a release during a grant opens after it, for the next body', () => {
    const bench = new Bench();
    bench.tap('ann');
    bench.order({ name: 'release', lane: 'north', direction: 'in', reason: 'other' });
    bench.walk('in');
    assert.equal(bench.last('passage').token, 'ann');
    assert.equal(bench.isReleased('in'), true);
    bench.walk('in');
    assert.equal(bench.last('passage').token, undefined);
    assert.equal(bench.has('passage_forced'), false);
  });

  it('is told why not', () => {
    const bench = new Bench();
    const ask = (lane: string) =>
      bench.order({ name: 'release', lane, direction: 'in', reason: 'other' }).answer;
    assert.equal(ask('none').code, 'lane_unknown');
    bench.tap('ann');
    ask('north');
    assert.equal(ask('north').code, 'lane_busy');
    bench.order({ name: 'lockdown', on: true });
    assert.equal(ask('north').code, 'lockdown');
    bench.order({ name: 'lockdown', on: false });
    bench.input(1, 2, 'inactive');
    assert.equal(ask('north').code, 'fire_zone_free');
    assert.equal(
      bench.order({ name: 'attest', lane: 'north', direction: 'in', token: 'eve' }).answer.code,
      'card_unknown',
    );
  });

  it('may free a direction that is blocked', () => {
    const bench = new Bench();
    bench.order({ name: 'mode', lane: 'north', direction: 'in', mode: 'blocked' });
    bench.tap('ann');
    assert.equal(bench.last('denied').reason, 'lane_blocked');
    bench.order({ name: 'release', lane: 'north', direction: 'in', reason: 'pupil' });
    assert.equal(bench.isReleased('in'), true);
  });
});

describe('modes', () => {
  it('a release into a blocked direction outlives a change of the other one, and not a lockdown', () => {
    const block = (bench: Bench, direction: 'in' | 'out') =>
      bench.order({ name: 'mode', lane: 'north', direction, mode: 'blocked' });
    const bench = new Bench();
    block(bench, 'in');
    bench.order({ name: 'release', lane: 'north', direction: 'in', reason: 'pupil' });
    block(bench, 'out');
    assert.equal(bench.state(), 'granted');
    bench.order({ name: 'lockdown', on: true });
    assert.equal(bench.state(), 'idle');
    assert.deepEqual(bench.last('passage_timeout').reason, 'mode_changed');
  });

  it('free until a time: told at start and end, with how many passed', () => {
    const bench = new Bench();
    bench.order({ name: 'mode', lane: 'north', direction: 'in', mode: 'free', until: bench.utc + 60_000 });
    assert.deepEqual(bench.output(1, 0), { output: 0, kind: 'steady', energised: true });
    assert.equal(bench.isReleased('out'), false);
    assert.deepEqual([bench.last('free_start').reason, bench.last('free_start').direction], ['manual', 'in']);
    bench.walk('in').tap('ann').walk('in');
    assert.equal(bench.last('passage').token, 'ann');
    bench.utc -= 3_600_000;
    bench.wait(60_000);
    assert.equal(bench.isReleased('in'), false, 'a clock step does not prolong it');
    assert.deepEqual(bench.last('free_end').data, { passed: { in: 2, out: 0 } });
  });

  it('says what set a mode, and when an ordered one ends, by the clock as it is now', () => {
    const bench = new Bench();
    const lane = () => bench.core.status(bench.now).lanes[0]!;
    bench.order({ name: 'mode', lane: 'north', direction: 'in', mode: 'free', until: bench.utc + 60_000 });
    bench.order({ name: 'mode', lane: 'north', direction: 'out', mode: 'blocked' });
    const until = { in: bench.utc + 60_000 };
    assert.deepEqual([lane().causes, lane().until], [{ in: 'manual', out: 'manual' }, until]);
    bench.utc += 3_600_000;
    assert.deepEqual(lane().until, { in: until.in + 3_600_000 });
    bench.order({ name: 'lockdown', on: true });
    assert.deepEqual(lane().causes, { in: 'lockdown', out: 'lockdown' });
    bench.order({ name: 'lockdown', on: false });
    bench.wait(60_000);
    assert.deepEqual([lane().causes, lane().until], [{ in: 'configuration', out: 'manual' }, {}]);
  });

  it('I8 a door with one lock that is free outwards lets people in as well, and says so', () => {
    const free = (yaml: string) => {
      const bench = new Bench({ yaml });
      bench.order({ name: 'mode', lane: 'north', direction: 'out', mode: 'free' });
      bench.order({ name: 'mode', lane: 'north', direction: 'out', mode: 'schedule' });
      return [bench.last('free_start').direction, bench.last('free_end').direction];
    };
    assert.deepEqual(free(DOOR), [undefined, undefined]);
    assert.deepEqual(free(TRIPOD), ['out', 'out']);
  });

  it('survives a restart: blocked, free for the rest of its time, lockdown, out of service', () => {
    const bench = new Bench();
    bench.order({ name: 'mode', lane: 'north', direction: 'in', mode: 'free', until: bench.utc + 60_000 });
    bench.order({ name: 'mode', lane: 'north', direction: 'out', mode: 'blocked' });
    bench.wait(30_000);
    const after = bench.restart();
    assert.deepEqual(after.core.status(after.now).lanes[0]!.modes, { in: 'free', out: 'blocked' });
    after.wait(31_000);
    assert.equal(after.core.status(after.now).lanes[0]!.modes.in, 'controlled');
    after.order({ name: 'lockdown', on: true });
    after.order({ name: 'lane_service', lane: 'north', inService: false });
    const again = after.restart();
    assert.equal(again.core.status(again.now).lockdown, true);
    assert.equal(again.state(), 'out_of_service');
  });

  it('X8 an order with an end lasts no longer than ordered, also when the gate wakes in 1970', () => {
    const bench = new Bench();
    bench.order({ name: 'mode', lane: 'north', direction: 'in', mode: 'free', until: bench.utc + 60_000 });
    const again = bench.restart({ utc: 1_000, mono: 1_000 });
    again.clock = 'unsynced';
    assert.equal(again.wait(59_000).isReleased('in'), true);
    assert.equal(again.wait(2_000).isReleased('in'), false);
  });

  it('X8 an order that is over stays over when the gate wakes in 1970', () => {
    const bench = new Bench();
    bench.order({ name: 'mode', lane: 'north', direction: 'in', mode: 'free', until: bench.utc + 60_000 });
    bench.wait(61_000);
    assert.equal(bench.restart({ utc: 1_000, mono: 1_000 }).isReleased('in'), false);
  });

  it('an order that was taken back stays so over a restart', () => {
    const bench = new Bench();
    const order = (mode: 'free' | 'schedule') =>
      bench.order({ name: 'mode', lane: 'north', direction: 'in', mode });
    order('free');
    order('schedule');
    assert.equal(bench.restart().isReleased('in'), false);
  });

  it('asks for the moment in which an order ends', () => {
    const bench = new Bench().wait(10_000);
    bench.order({ name: 'mode', lane: 'north', direction: 'in', mode: 'free', until: bench.utc + 60_000 });
    assert.equal(bench.core.nextTick(), bench.mono + 60_000);
  });

  it('what passes while a lane is free, and while it was, makes places doubtful', () => {
    const list = listOf([pupil('ann')], { passback: { mode: 'hard' } });
    const bench = new Bench({ yaml: TWO_TRIPODS, list });
    const order = (mode: 'free' | 'schedule') =>
      bench.order({ name: 'mode', lane: 'north', direction: 'in', mode });
    const tapped = (address: number) => {
      const { kind, data } = bench.tap('ann', address).events.findLast((event) => event.token === 'ann')!;
      bench.walk('in', address).wait(6_000);
      return [kind, data?.flags];
    };
    assert.deepEqual(tapped(3), ['granted', undefined]);
    assert.deepEqual(tapped(3), ['denied', undefined]);
    order('free');
    assert.deepEqual(tapped(3), ['granted', ['passback_doubtful']]);
    assert.deepEqual(tapped(3), ['denied', undefined], 'seen while it was free');
    order('schedule');
    assert.deepEqual(tapped(3), ['granted', ['passback_doubtful']]);
  });

  it('lockdown ends grants, refuses taps, and locks what was free', () => {
    const bench = new Bench();
    bench.order({ name: 'mode', lane: 'north', direction: 'out', mode: 'free' });
    bench.tap('ann');
    bench.order({ name: 'lockdown', on: true });
    assert.equal(bench.isReleased('in') || bench.isReleased('out'), false);
    assert.equal(bench.last('passage_timeout').reason, 'mode_changed');
    bench.tap('ann');
    assert.equal(bench.last('denied').reason, 'lockdown');
    bench.order({ name: 'lockdown', on: false });
    assert.equal(bench.isReleased('out'), true);
  });

  it('follows the calendar, and an order goes before it', () => {
    const list = listOf([pupil('ann')], {
      laneModes: [{ days: [1], from: '07:25', to: '07:30', in: 'free', out: 'blocked' }],
    });
    const bench = new Bench({ list });
    const modes = () => bench.core.status(bench.now).lanes[0]!.modes;
    bench.wait(4 * 60_000);
    assert.deepEqual(modes(), { in: 'controlled', out: 'controlled' });
    bench.wait(60_000);
    assert.deepEqual(modes(), { in: 'free', out: 'blocked' });
    assert.equal(bench.last('free_start').reason, 'schedule');
    bench.order({ name: 'mode', lane: 'north', direction: 'in', mode: 'controlled' });
    assert.equal(modes().in, 'controlled');
    bench.order({ name: 'mode', lane: 'north', direction: 'in', mode: 'schedule' });
    assert.equal(modes().in, 'free');
    bench.wait(5 * 60_000);
    assert.deepEqual(modes(), { in: 'controlled', out: 'controlled' });
  });

  it('follows no calendar while it cannot know the time', () => {
    const days = [1, 2, 3, 4, 5, 6, 7];
    const laneModes = [{ days, from: '00:00', to: '24:00', in: 'free' as const }];
    const bench = new Bench({ list: listOf([pupil('ann')], { laneModes }) });
    assert.equal(bench.isReleased('in'), true);
    bench.utc = 1_000;
    bench.clock = 'unsynced';
    assert.equal(bench.wait(1_000).isReleased('in'), false);
  });

  it('a clock that holds its time is believed', () => {
    const rules = new Rules(site(TRIPOD), []);
    rules.setList(listOf([pupil('ann')], { issuedAt: 5_000 }));
    const trusted = (utc: number, clock: 'synced' | 'holdover' | 'unsynced') =>
      rules.timeTrusted({ utc, mono: 0, clock });
    assert.equal(trusted(4_999, 'holdover'), true);
    assert.deepEqual([trusted(4_999, 'unsynced'), trusted(5_000, 'unsynced')], [false, true]);
  });

  it('holds another time zone by order, over a restart', () => {
    const bench = new Bench();
    assert.equal(bench.order({ name: 'time_zone', zone: 'Mars/Base' }).answer.code, 'timezone_unknown');
    bench.order({ name: 'time_zone', zone: 'Asia/Vladivostok' });
    bench.tap('ann');
    assert.equal(bench.kinds().at(-1), 'granted', '15:20 there');
    bench.wait(6_000);
    bench.utc += 5 * 3_600_000;
    bench.tap('ann');
    assert.equal(bench.last('denied').reason, 'outside_schedule', '20:20 there');
    const after = bench.restart();
    after.tap('ann');
    assert.equal(after.last('denied').reason, 'outside_schedule');
  });

  it('holds an ordered time zone against a list with other cards, and gives way to new rules', () => {
    const policy = { timezone: 'Europe/Sofia', issuedAt: 5 };
    const rules = new Rules(site(TRIPOD), []);
    rules.setList(listOf([pupil('ann')], policy));
    const row = rules.setTimezone('Asia/Vladivostok') as unknown as StateRow;
    const later = new Rules(site(TRIPOD), [row]);
    for (const each of [rules, later]) {
      each.setList(listOf([pupil('bob')], policy, 2));
      assert.equal(each.policy.timezone, 'Asia/Vladivostok');
      each.setList(listOf([pupil('bob')], { ...policy, issuedAt: 6 }, 3));
      assert.equal(each.policy.timezone, 'Europe/Sofia');
    }
  });
});

describe('orders', () => {
  it('are carried out once, also over a restart', () => {
    const bench = new Bench();
    const order = { name: 'release', lane: 'north', direction: 'in', reason: 'other' } as const;
    assert.equal(bench.order(order, 'the-same-id').answer.outcome, 'done');
    assert.equal(bench.order(order, 'the-same-id').answer.outcome, 'repeated');
    assert.equal(bench.kinds().filter((kind) => kind === 'guard_release').length, 1);
    const after = bench.restart();
    assert.equal(after.order(order, 'the-same-id').answer.outcome, 'repeated');
    assert.equal(after.isReleased('in'), false);
  });

  it('are not taken for another one under the same id, also over a restart', () => {
    const bench = new Bench();
    const mode = (more: { mode?: 'free' | 'blocked'; until?: number }) =>
      ({ name: 'mode', lane: 'north', direction: 'in', mode: 'free', ...more }) as const;
    bench.order(mode({ until: bench.utc + 60_000 }), 'one-id-1');
    const others = [{ name: 'lockdown', on: true }, mode({ mode: 'blocked' })] as const;
    for (const at of [bench, bench.restart()]) {
      for (const other of others) {
        const { answer } = at.order(other, 'one-id-1');
        assert.deepEqual(answer, { id: 'one-id-1', outcome: 'refused', code: 'command_id_used' });
      }
      assert.equal(at.core.status(at.now).lockdown, false);
      assert.equal(at.core.status(at.now).lanes[0]!.modes.in, 'free');
      assert.equal(at.order(mode({ until: at.utc + 90_000 }), 'one-id-1').answer.outcome, 'repeated');
    }
  });

  it('that an earlier version of the gate remembered are repeated', () => {
    const row = { area: 'command', key: 'before-1', value: JSON.stringify({ code: null, at: 5 }) };
    const bench = new Bench({ rows: [row] });
    assert.equal(bench.order({ name: 'lockdown', on: true }, 'before-1').answer.outcome, 'repeated');
  });

  it('are refused when they come late, and told in any case', () => {
    const bench = new Bench();
    const late = bench.order({ name: 'lockdown', on: true }, 'late-order', bench.utc - 1);
    assert.deepEqual([late.answer.outcome, late.answer.code], ['expired', 'command_expired']);
    assert.equal(bench.core.status(bench.now).lockdown, false);
    const { reason, data } = bench.last('command');
    assert.equal(reason, 'command_expired');
    assert.deepEqual(data, { command: 'late-order', by: 'guard:g1', order: 'lockdown', on: true });
  });

  it('are not late by a clock that is wrong', () => {
    const bench = new Bench();
    bench.utc = 1_000_000;
    bench.clock = 'unsynced';
    const { answer } = bench.order({ name: 'lockdown', on: true }, 'by a wrong clock', bench.utc - 1);
    assert.equal(answer.outcome, 'done');
  });

  it('are remembered over a restart, and the oldest of them are forgotten', () => {
    const row = (at: number) => ({
      area: 'command',
      key: `id-${at}`,
      value: JSON.stringify({ code: null, at }),
    });
    const memory = new OrderMemory(Array.from({ length: 1_000 }, (_, n) => row(2_000 - n)));
    assert.deepEqual(memory.remember('next', { code: null }, 3_000)[1], {
      op: 'delete',
      area: 'command',
      key: 'id-1001',
    });
    assert.equal(memory.recall('id-2000')?.code, null);
  });

  it('are answered after the draft that tells them', () => {
    const bench = new Bench();
    bench.autoCommit = false;
    bench.takeAll();
    const { after } = bench.order({ name: 'lockdown', on: true });
    const drafts = bench.core.takeDrafts(200);
    assert.equal(drafts.find(({ id }) => id === after)!.draft.kind, 'command');
  });
});

describe('devices', () => {
  it('X10 a reader that is gone is a lane fault at once, from the moment it was last heard', () => {
    const bench = new Bench();
    bench.wait(2_000);
    const heard = bench.utc;
    bench.wait(3_000).offline(1);
    const fault = bench.last('lane_fault');
    assert.deepEqual([fault.reason, fault.at], ['device_offline', heard]);
    assert.deepEqual(fault.data, { device: 'a1', directions: ['in', 'out'] });
    bench.online(1);
    assert.equal(bench.kinds().at(-1), 'lane_ok');
  });

  it('I2 neither loss nor return of a device frees or locks a lane', () => {
    const bench = new Bench();
    const wishes = () => JSON.stringify([bench.wish(1).outputs, bench.wish(2).outputs]);
    const locked = wishes();
    bench.offline(2);
    assert.equal(wishes(), locked);
    bench.online(2);
    assert.equal(wishes(), locked);
    bench.order({ name: 'mode', lane: 'north', direction: 'out', mode: 'free' });
    const free = wishes();
    bench.offline(2);
    assert.equal(wishes(), free);
    bench.online(2);
    assert.equal(wishes(), free);
  });

  it('I9 a grant is not kept for a device that comes back', () => {
    const bench = new Bench();
    bench.tap('ann').offline(1).wait(1_000).online(1);
    assert.equal(bench.last('passage_timeout').reason, 'device_offline');
    assert.equal(bench.isReleased('in'), false);
  });

  it('one direction goes on when only the other lost its devices', () => {
    const bench = new Bench();
    bench.offline(2).tap('ann', 1);
    assert.equal(bench.kinds().at(-1), 'granted');
    assert.equal(
      bench.order({ name: 'release', lane: 'north', direction: 'out', reason: 'other' }).answer.code,
      'lane_out_of_service',
    );
  });

  it('a device that never answers is missed after 9 s', () => {
    const bench = new Bench({ settled: false });
    bench.online(1).wait(8_000);
    assert.equal(bench.has('lane_fault'), false);
    bench.wait(1_500);
    assert.deepEqual(bench.last('lane_fault').data, { device: 'a2', directions: ['out'] });
    assert.ok(bench.activeAlarms().includes('device_offline a2'));
  });

  it('tells tampering, mains and the conditions of a line, when they start and when they end', () => {
    const bench = new Bench();
    bench.line({ kind: 'local', address: 1, at: bench.mono, tamper: true, powerFault: true });
    bench.line({ kind: 'alarm', address: 2, at: bench.mono, code: 'pd_default_key', on: true });
    bench.line({ kind: 'port', at: bench.mono, up: false, reason: 'unplugged' });
    assert.deepEqual(bench.activeAlarms().sort(), [
      'pd_default_key a2',
      'port_lost a',
      'power_fault a1',
      'tamper a1',
    ]);
    bench.line({ kind: 'local', address: 1, at: bench.mono, tamper: false, powerFault: false });
    bench.line({ kind: 'alarm', address: 2, at: bench.mono, code: 'pd_default_key', on: false });
    bench.line({ kind: 'port', at: bench.mono, up: true, reason: 'opened' });
    assert.deepEqual(bench.activeAlarms(), []);
    assert.equal(bench.kinds().filter((kind) => kind === 'alarm_end').length, 4);
  });

  it('a release button lets one body out, once for each press', () => {
    const yaml = TRIPOD.replace(
      '    siren:',
      '    button: { contact: { device: a2, input: 5 } }\n    siren:',
    );
    const bench = new Bench({ yaml });
    bench.input(2, 5, 'active');
    assert.equal(bench.isReleased('out'), false, 'found pressed');
    bench.input(2, 5, 'inactive').input(2, 5, 'active').input(2, 5, 'active');
    assert.equal(bench.isReleased('out'), true);
    assert.equal(bench.last('granted').reason, 'release_button');
    bench.walk('out');
    assert.equal(bench.isReleased('out'), false);
  });

  it('a forced passage sounds the siren for its time', () => {
    const bench = new Bench().input(1, 0, 'inactive').wait(100);
    bench.walk('in');
    assert.equal(bench.last('passage_forced').direction, 'in');
    const siren = bench.output(2, 2);
    assert.ok(siren.kind === 'timed' && siren.energised);
    assert.equal(bench.state(), 'forced', 'and the guard sees why');
    bench.wait(5_000);
    assert.deepEqual(bench.output(2, 2), { output: 2, kind: 'steady', energised: false });
    assert.equal(bench.state(), 'idle');
  });

  it('the journal says whose place was forgotten, and by whom', () => {
    const bench = new Bench();
    bench.order({ name: 'passback_reset', token: 'ann' }, 'order-forget');
    const { by, token } = bench.last('command').data as Record<string, unknown>;
    assert.deepEqual([by, token], ['guard:g1', 'ann']);
  });

  it('no mode is taken for a direction that the lane does not have', () => {
    const yaml = TRIPOD.replace(/ {4}out:[\s\S]*?(?= {4}siren)/, '');
    const bench = new Bench({ yaml });
    const before = bench.kinds();
    const { answer } = bench.order({ name: 'mode', lane: 'north', direction: 'out', mode: 'free' });
    assert.deepEqual([answer.outcome, answer.code], ['refused', 'direction_not_allowed']);
    assert.deepEqual(bench.kinds(), [...before, 'command'], 'and nobody reads that it is free');
  });
});
