import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { describe, it } from 'node:test';
import { VratarError } from '@vratar/protocol/errors';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { Value } from 'typebox/value';
import { confirm } from '../../src/cli/confirm.ts';
import { addLaneCommands } from '../../src/cli/lane-commands.ts';
import { issuer } from '../../src/cli/orders/issuer.ts';
import { laneListText, modeText, orderedText, serviceText } from '../../src/cli/orders/lane-list-text.ts';
import { lockdownText } from '../../src/cli/orders/lockdown-text.ts';
import { duration, named } from '../../src/cli/orders/order-options.ts';
import { refusalWords } from '../../src/cli/orders/refusal-words.ts';
import { type Carry, sendOrder } from '../../src/cli/orders/send-order.ts';
import { addAttestCommand, addPassbackCommands } from '../../src/cli/person-commands.ts';
import { addLockdownCommand } from '../../src/cli/site-commands.ts';
import { GateError } from '../../src/socket/gate-client.ts';
import { Command as GateCommand, Order, type Result } from '../../src/socket/schema.ts';

const ORDER = { name: 'lockdown', on: true } as const;
const SHORT = { forMs: 100, everyMs: 5 };

describe('an order whose answer is lost', () => {
  /** A gate that loses so many answers, and what was sent to it. */
  function losing(times: number, code: 'socket_closed' | 'socket_timeout' = 'socket_closed') {
    const sent: Parameters<Carry>[0][] = [];
    const carry: Carry = async (command, onSent) => {
      onSent();
      sent.push(command);
      if (sent.length <= times) throw new VratarError(code, { why: 'it ended', op: 'command', seconds: 1 });
      return { id: command.id, outcome: sent.length > 1 ? 'repeated' : 'done' };
    };
    return { sent, carry };
  }

  it('is asked for again under the same id', async () => {
    const { sent, carry } = losing(2);
    const answer = await sendOrder(ORDER, { config: '' }, carry, SHORT);
    assert.equal(answer.outcome, 'repeated');
    assert.deepEqual(sent, [sent[0], sent[0], sent[0]]);
    assert.ok(Value.Check(GateCommand, sent[0]));
  });

  it('is said to be unknown, with the id to try again under', async () => {
    const { carry } = losing(Number.POSITIVE_INFINITY, 'socket_timeout');
    const error = await sendOrder(ORDER, { config: '', id: 'again-0001' }, carry, SHORT).catch((e) => e);
    assert.equal(error.code, 'order_unknown');
    assert.match(error.next, /--id again-0001/);
  });

  it('is not given again when it never went out, nor when the gate refused to take it', async () => {
    const absent: Carry = () => Promise.reject(new VratarError('not_running', { address: 'x' }));
    await assert.rejects(sendOrder(ORDER, { config: '' }, absent, SHORT), { code: 'not_running' });
    let tries = 0;
    const wrong: Carry = (_, sent) => {
      sent();
      tries += 1;
      return Promise.resolve(new GateError({ code: 'socket_request', message: 'no', next: '' }));
    };
    await assert.rejects(sendOrder(ORDER, { config: '' }, wrong, SHORT), { code: 'socket_request' });
    assert.equal(tries, 1);
  });

  it('is unknown also where the command itself, or its configuration, breaks behind it', async () => {
    for (const broken of [new VratarError('config_unreadable', { why: 'gone' }), new TypeError('ours')]) {
      const carry: Carry = (_, sent) => {
        sent();
        return Promise.reject(broken);
      };
      const tried = sendOrder(ORDER, { config: '' }, carry, SHORT);
      await assert.rejects(tried, { code: 'order_unknown', cause: broken });
    }
  });
});

describe('arguments of orders', () => {
  it('takes a duration with its unit, up to a month', () => {
    for (const [text, ms] of [
      ['1s', 1_000],
      ['90s', 90_000],
      ['10m', 600_000],
      ['2h', 7_200_000],
      ['31d', 2_678_400_000],
    ] as const)
      assert.equal(duration(text), ms);
    for (const text of ['', '0m', '10', 'm', '-5m', '1.5h', '10 m', '32d', '10m5s', '99999999s'])
      assert.throws(() => duration(text), InvalidArgumentError, text);
  });

  it('takes the names that a configuration can hold', () => {
    assert.equal(named('a'.repeat(40)), 'a'.repeat(40));
    for (const text of ['', 'a'.repeat(41)]) assert.throws(() => named(text), InvalidArgumentError);
  });

  it('names whoever is at the keyboard so that the gate takes it, whatever the account is called', () => {
    for (const [user, expected] of [
      ['ivanova', 'tool:ivanova'],
      ['domain\\user name', 'tool:domain-user-name'],
      ['ж', 'tool:-'],
      ['u'.repeat(300), `tool:${'u'.repeat(70)}`],
    ])
      assert.equal(issuer({ SUDO_USER: user }, 0), expected);
    assert.match(issuer({}), /^tool:[A-Za-z0-9._@-]+$/);
    assert.equal(issuer({ SUDO_USER: '' }, 0), issuer({}, 0));
  });

  it('believes of no account but root who asked for it', () => {
    assert.equal(issuer({ SUDO_USER: 'ivanova' }, 1000), issuer({}));
  });

  it('refuses what says too little, too much, or what no order knows, before any gate is asked', async () => {
    for (const words of [
      'lane release',
      'lane release north --direction in',
      'lane release north --reason pupil',
      'lane release north -d up -r pupil',
      'lane release north -d in -r friend',
      'lane release north -d in -r pupil --id short',
      'lane release north -d in -r pupil south',
      'lane mode north -d in',
      'lane mode north -d in -m open',
      'lane mode north -d in -m free --for 10',
      'lane mode north -d in -m schedule --for 10m',
      'lane service north',
      'lane service north maybe',
      'lockdown',
      'lockdown yes',
      'lockdown on',
      'attest 1,2',
      'attest 1,2 --lane north',
      'attest 1,2 -d in',
      'attest 1,2 --release 0',
      'attest 1,2 --release 5 --lane north',
      'attest 1,2 --release 5 --passed',
      'passback reset',
      'passback reset 1,2 --all',
      'passback reset --all',
    ])
      await assert.rejects(
        run(words),
        (error) => error instanceof CommanderError && error.exitCode !== 0,
        words,
      );
  });

  /** Without a terminal, and without a configuration that any command could go on with. */
  async function run(words: string): Promise<void> {
    process.stdin.isTTY = false;
    const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
    for (const add of [addLaneCommands, addLockdownCommand, addAttestCommand, addPassbackCommands])
      add(program);
    await program.parseAsync([...words.split(' '), '--config', '/nowhere'], { from: 'user' });
  }
});

describe('what cannot be undone', () => {
  /** Somebody at a terminal who types this and hangs up. */
  async function answered(typed: string, isTTY = true): Promise<readonly [boolean, string]> {
    const input = Object.assign(new PassThrough(), { isTTY });
    const output = new PassThrough({ encoding: 'utf8' });
    input.end(typed);
    const before = process.exitCode;
    const command = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
    const yes = await confirm('All will be lost.', {}, command, { input, output });
    process.exitCode = before;
    return [yes, output.read() ?? ''];
  }

  it('is asked about, and only a yes is one', async () => {
    for (const typed of ['y\n', 'Y\n', 'yes\n', ' YES \n'])
      assert.equal((await answered(typed))[0], true, typed);
    for (const typed of ['n\n', '\n', '', 'yeah\n', 'да\n']) {
      const [yes, said] = await answered(typed);
      assert.equal(yes, false, typed);
      assert.match(said, /All will be lost\. \[y\/N\] .*Nothing was done\./s);
    }
  });

  it('is not done where nobody can be asked, but by --yes', async () => {
    await assert.rejects(answered('y\n', false), (error) => (error as CommanderError).exitCode === 2);
    assert.equal(await confirm('?', { yes: true }, new Command()), true);
  });
});

describe('what is said of lanes', () => {
  const AT = Date.UTC(2026, 10, 9, 5, 20);
  const lane = {
    lane: 'north',
    building: 'main',
    state: 'idle',
    modes: { in: 'free', out: 'blocked' },
    causes: { in: 'manual', out: 'lockdown' },
    until: { in: AT + 600_000, out: AT + 600_000 },
    faults: ['sensor_stuck'],
    lastTap: { at: AT - 125_000, direction: 'in', code: 'granted' },
  } as const;
  const list = { version: 4, entries: 900, issuedAt: AT - 3 * 86_400_000 };
  const status = { at: AT, lanes: [lane], lockdown: false, zones: [], list } as unknown as Result<'status'>;

  it('names the mode, whose word it is, and its end where it has one', () => {
    const one = status.lanes[0]!;
    assert.equal(modeText(one, 'in'), 'free until 2026-11-09 05:30:00 UTC (order)');
    assert.equal(modeText(one, 'out'), 'blocked (lockdown)');
    const plain = { ...one, causes: { in: 'configuration', out: 'schedule' }, until: {} };
    assert.deepEqual([modeText(plain, 'in'), modeText(plain, 'out')], ['free', 'blocked (calendar)']);
  });

  it('calls no lane blocked that a fire keeps free, nor one free that is out of service', () => {
    const burning = { ...status.lanes[0]!, state: 'evacuation' };
    assert.equal(modeText(burning, 'out'), 'free (fire or drill)');
    const now = (one: typeof burning, unconfirmed = false) => ({ lane: one, unconfirmed });
    assert.equal(orderedText(now(burning), 'out'), 'free (fire or drill); afterwards blocked (lockdown)');
    const closed = { ...status.lanes[0]!, state: 'out_of_service' };
    assert.match(orderedText(now(closed), 'in'), /^free until .* \(order\), but the lane is out of service$/);
    assert.equal(orderedText(now(status.lanes[0]!), 'out'), 'blocked (lockdown)');
    assert.equal(
      serviceText(now(burning), false),
      'free (fire or drill); afterwards out of service (sensor_stuck)',
    );
    assert.match(
      serviceText(now(burning, true), true),
      /^free \(fire or drill, NOT CONFIRMED\); .* in service/,
    );
    assert.equal(serviceText(now({ ...closed, faults: [] }), false), 'out of service');
  });

  it('says of a fire which of its lanes nobody has confirmed to be free', () => {
    const zone = { zone: 'main', state: 'latched' as const, inAlarm: [], unreadable: [] };
    const lanes = [{ ...status.lanes[0]!, state: 'evacuation' }];
    const said = (unconfirmed: string[]) =>
      laneListText({ ...status, lanes, zones: [{ ...zone, unconfirmed }] });
    assert.match(said([]), /FIRE in zone main: its lanes are free$/m);
    assert.doesNotMatch(said([]), /NOT CONFIRMED/);
    assert.match(said(['north']), /FIRE in zone main: its lanes are free but NOT CONFIRMED: north$/m);
    assert.match(said(['north']), /evacuation +free \(fire or drill, NOT CONFIRMED\)/);
  });

  it('says of a lockdown where it does not hold, and where nobody knows', () => {
    const of = (one: string, state: string, ...faults: string[]) => ({ ...lane, lane: one, state, faults });
    const lanes = [of('north', 'idle'), of('south', 'evacuation'), of('west', 'idle', 'device_offline a1')];
    assert.equal(lockdownText({ lanes: [lanes[0]!] }), 'Done: this gateway is in lockdown.');
    assert.equal(
      lockdownText({ lanes }),
      'Done: this gateway is in lockdown. But free for a fire or drill: south. Nobody knows of: west.',
    );
    assert.match(lockdownText(undefined), /cannot be seen/);
    assert.match(refusalWords('lockdown'), /^This gateway/);
  });

  it('knows words for an end that no calendar has', () => {
    const until = { in: Number.MAX_SAFE_INTEGER };
    assert.match(modeText({ ...status.lanes[0]!, until }, 'in'), /^free until \d+ ms UTC \(order\)$/);
    const mode = { name: 'mode', lane: 'a', direction: 'in', mode: 'free' } as const;
    assert.ok(Value.Check(Order, { ...mode, until: 8.64e15 }));
    assert.ok(!Value.Check(Order, { ...mode, until: 8.64e15 + 1 }));
  });

  it('says how old all of it is', () => {
    const text = laneListText(status);
    assert.match(text, /north +idle +free until .* sensor_stuck +in granted, 2 min ago/);
    assert.match(text, /As of 2026-11-09 05:20:00.000 UTC; list of cards 4 with 900 entries is 3 d old/);
    assert.match(laneListText({ ...status, list: { version: 0, entries: 0 } }), /no list of cards yet/);
    assert.match(laneListText({ ...status, lockdown: true }), /LOCKDOWN/);
    const zone: Result<'status'>['zones'][number] = {
      zone: 'main',
      state: 'latched',
      inAlarm: [],
      unreadable: [],
      unconfirmed: [],
    };
    assert.match(laneListText({ ...status, zones: [zone] }), /FIRE in zone main/);
  });

  it('keeps the stable code beside the words, and alone where there are none', () => {
    assert.match(refusalWords('lane_busy'), /lane list.*\[lane_busy\]$/);
    assert.equal(refusalWords('of_tomorrow'), '[of_tomorrow]');
  });
});
