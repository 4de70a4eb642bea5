import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { vratarEdge as edge } from '../../../deploy/testing/vratar-edge.ts';
import { withGate } from '../../src/cli/options.ts';
import { statusText } from '../../src/cli/status-text.ts';
import { closeJournal } from '../../src/journal/open-journal.ts';
import { openIn } from '../journal/journal-file.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const EXAMPLE = join(import.meta.dirname, '..', '..', 'src', 'config', 'example.yaml');

const KEY = '0123456789abcdef'.repeat(2);

/** The example, with paths that exist here. */
function exampleIn(folder: string, change: (text: string) => string = (text) => text): string {
  const file = join(folder, 'edge.yaml');
  const text = readFileSync(EXAMPLE, 'utf8')
    .replace('/var/lib/vratar', 'data')
    .replace('/etc/vratar/secrets.yaml', 'secrets.yaml')
    .replace('/run/vratar', 'run');
  writeFileSync(file, change(text));
  writeFileSync(join(folder, 'secrets.yaml'), `siteKey: '${KEY}${KEY}'\ndevices: { t1: '${KEY}' }\n`, {
    mode: 0o600,
  });
  return file;
}

test('a key is written for no device that the configuration does not name', async (t) => {
  const folder = temporaryFolder(t);
  const file = exampleIn(folder);
  const before = readFileSync(join(folder, 'secrets.yaml'), 'utf8');
  const { code, out, err } = await edge('key', 't11', '--write-only', '--config', file);
  assert.deepEqual([code, out], [2, '']);
  assert.match(err, /edge\.yaml: .*t11.*config_device_unknown/);
  assert.equal(readFileSync(join(folder, 'secrets.yaml'), 'utf8'), before);
});

test('a key that is there is written over only by --yes where nobody can be asked; a first one at once', async (t) => {
  const folder = temporaryFolder(t);
  const file = exampleIn(folder);
  const keys = () => readFileSync(join(folder, 'secrets.yaml'), 'utf8');
  const before = keys();
  for (const how of ['--write-only', '--generate']) {
    const { code, out, err } = await edge('key', 't1', how, '--config', file);
    assert.deepEqual([code, out], [2, ''], err);
    assert.match(err, /secrets\.yaml.*t1.*lost.*--yes/s);
    assert.equal(keys(), before);
  }
  assert.equal((await edge('key', 't1', '--write-only', '--yes', '--config', file)).code, 0);
  assert.notEqual(keys(), before);
  writeFileSync(join(folder, 'secrets.yaml'), before.replace(/devices:.*/, 'devices: {}'));
  assert.equal((await edge('key', 't1', '--write-only', '--config', file)).code, 0);
  assert.match(keys(), /t1: "?[0-9a-f]{32}/);
});

test('`why` asks for the offset of a moment: the gateway may keep another time than the school', async (t) => {
  const file = exampleIn(temporaryFolder(t));
  for (const at of ['5', '2026-11-09', '2026-11-09T07:25:00']) {
    const { code, err } = await edge('why', 'token', '--lane', 'hall', '--at', at, '--config', file);
    assert.equal(code, 2, at);
    assert.match(err, /2026-11-09T07:25:00\+02:00/);
  }
});

test('the example is a correct configuration, and the schema names its fields', async (t) => {
  const file = exampleIn(temporaryFolder(t));
  const { code, out, err } = await edge('config', 'check', '--config', file);
  assert.equal(code, 0, err);
  assert.match(out, /gateway sofia-101-main, 1 line, 1 device, 1 lane\./);
  const schema = JSON.parse((await edge('config', 'schema')).out);
  assert.ok(schema.properties.site.properties.lanes);
});

test('a wrong configuration names file, line, field and what was expected; exit code 2', async (t) => {
  for (const [change, expected] of [
    [
      (text: string) => text.replace('baud: 9600', 'baud: fast'),
      /edge\.yaml:\d+:\d+ \/lines\/0\/baud: .*integer.*config_invalid/s,
    ],
    [
      (text: string) => text.replace('line: hall, address: 0', 'line: hell, address: 0'),
      /edge\.yaml:\d+:\d+ \/site\/devices\/0\/line: .*one of hall/s,
    ],
    [
      (text: string) => text.replace('inputs: [panel]', 'inputs: [penal]'),
      /edge\.yaml:\d+:\d+ \/site\/fire\/zones\/0\/inputs\/0: .*one of panel/s,
    ],
    [(text: string) => `${text}\nsurprise: 1\n`, /surprise/],
    [(text: string) => text.replace('gateway:', 'gateway: ['), /config_syntax/],
  ] as const) {
    const { code, err } = await edge('config', 'check', '--config', exampleIn(temporaryFolder(t), change));
    assert.equal(code, 2, err);
    assert.match(err, expected);
  }
});

test('a device in secure channel without a key is named', async (t) => {
  const folder = temporaryFolder(t);
  const file = exampleIn(folder);
  writeFileSync(join(folder, 'secrets.yaml'), `siteKey: '${KEY}${KEY}'\n`, { mode: 0o600 });
  const { code, err } = await edge('config', 'check', '--config', file);
  assert.equal(code, 1);
  assert.match(err, /no key for device t1.*device_key_missing/s);
});

test('what needs a running gate says where it looked; --json says it to programs', async (t) => {
  const file = exampleIn(temporaryFolder(t));
  const plain = await edge('status', '--config', file);
  assert.deepEqual([plain.code, plain.out], [1, '']);
  assert.match(plain.err, /Nothing answers at .*tool\.sock.*not_running/s);
  const json = await edge('trace', '--json', '--config', file);
  assert.equal(JSON.parse(json.err).error.code, 'not_running');
});

test('what is asked while the gate starts waits for it', async (t) => {
  const folder = temporaryFolder(t);
  const file = exampleIn(folder);
  const asked = withGate({ config: file }, async () => 'reached');
  const told = assert.rejects(asked, { code: 'socket_closed' });
  await sleep(500);
  mkdirSync(join(folder, 'run'));
  const starting = createServer((socket) => socket.destroy());
  t.after(() => starting.close());
  starting.listen(join(folder, 'run', 'tool.sock'));
  await told;
});

test('journal verify, export and tail read the file itself', async (t) => {
  const folder = temporaryFolder(t);
  const one = openIn(folder);
  one.append(30);
  closeJournal(one);
  const file = join(folder, 'journal.db');
  const verified = await edge('journal', 'verify', '--file', file, '--json');
  assert.equal(verified.code, 0, verified.err);
  assert.deepEqual(JSON.parse(verified.out).events, 30);
  const { out } = await edge('journal', 'export', '--file', file, '--from', '5', '--to', '7');
  assert.deepEqual(
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).seq),
    [5, 6, 7],
  );
  assert.match((await edge('journal', 'tail', '--file', file, '--limit', '1')).out, /"seq":30/);
  const spoiled = openIn(folder);
  spoiled.db.exec("UPDATE events SET line = replace(line, 'passage', 'granted') WHERE seq = 9");
  closeJournal(spoiled);
  const broken = await edge('journal', 'verify', '--file', file);
  assert.equal(broken.code, 3);
  assert.match(broken.out, /event 9: hash/);
});

test('of a torn journal an installer is told what the gate does with it', async (t) => {
  const folder = temporaryFolder(t);
  const one = openIn(folder);
  one.append(3_000);
  closeJournal(one);
  const file = join(folder, 'journal.db');
  const whole = readFileSync(file);
  const toldOf = async (command: string) => (await edge('journal', command, '--file', file)).err;
  writeFileSync(file, whole.fill(0x5a, 4096, whole.length));
  for (const command of ['verify', 'export', 'tail']) {
    const told = await toldOf(command);
    assert.match(told, /is damaged: SQLITE_CORRUPT.*\n.*puts a damaged journal aside/, command);
    assert.match(told, /journal_torn/);
  }
  writeFileSync(file, Buffer.alloc(20_000, 'x'));
  assert.match(await toldOf('verify'), /file is not a database.*journal_unreadable/s);
  writeFileSync(file, '');
  assert.match(await toldOf('tail'), /it is no journal.*journal_unreadable/s);
});

test('a fire in the status is never followed by “No alarms”', () => {
  const text = (state: 'normal' | 'alarm' | 'latched' | 'drill' | 'fault') =>
    statusText({ ...STATUS, zones: [{ ...ZONE, state }] });
  assert.match(text('normal'), /Fire zone main: normal\nNo alarms$/);
  assert.match(text('alarm'), /Fire zone main: FIRE, lanes are free$/);
  for (const state of ['alarm', 'latched', 'drill', 'fault'] as const)
    assert.doesNotMatch(text(state), /No alarms/);
  const locked = statusText({ ...STATUS, lockdown: true, inside: [{ zone: 'main', count: 7, max: 9 }] });
  assert.match(locked, /Inside main: 7 of 9\nLOCKDOWN: [a-z ]+$/);
});

test('the status names the inputs of a fire zone that are in alarm or cannot be read, and the lanes that may not be free', () => {
  const inputs = { inAlarm: ['hall'], unreadable: ['loop', 'yard'], unconfirmed: ['north'] };
  const text = statusText({ ...STATUS, zones: [{ zone: 'main', state: 'alarm', ...inputs }] });
  assert.match(
    text,
    /main: FIRE, lanes are free; in alarm: hall; cannot be read: loop, yard; not confirmed to be free: north$/,
  );
});

const ZONE = { zone: 'main', inAlarm: [], unreadable: [], unconfirmed: [] };

const STATUS: Parameters<typeof statusText>[0] = {
  gateway: 'g',
  at: 0,
  startedAt: 0,
  clock: 'synced',
  position: { epoch: 1, first: 1, last: 1, base: '', head: '', acked: 0 },
  journal: { state: 'ok', waiting: 0, dropped: 0, commitP50: 0, commitP99: 0 },
  list: { version: 1, entries: 0 },
  zones: [],
  lanes: [],
  lockdown: false,
  inside: [],
  devices: [],
  lines: [],
  alarms: [],
  socket: { clients: 0, dropped: 0, refused: 0 },
};

test('help lists every command, and a wrong argument is exit code 2', async () => {
  const { out } = await edge('--help');
  for (const name of [
    'run',
    'gate',
    'link',
    'line-tcp',
    'status',
    'trace',
    'why',
    'fire',
    'journal',
    'config',
    'osdp',
  ])
    assert.match(out, new RegExp(`^  ${name} `, 'm'));
  assert.equal((await edge('why', 'x')).code, 2);
  assert.equal((await edge('nonsense')).code, 2);
});
