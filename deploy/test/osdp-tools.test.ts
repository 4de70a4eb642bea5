import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { crc16 } from '@vratar/protocol/osdp';
import { ROOT } from '../src/root.ts';
import { openPtyPair, type PtyPair, until, within, withoutPeer } from '../testing/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'vratar-osdp-'));
after(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A simulated device has the machine's processor to itself as little as the tool has. */
const PATIENCE = ['--timeout', '2000'];

/**
 * Runs `vratar-edge osdp …` to its end; again, as an installer would, when a machine without time for either side has cut
 * every answer in two.
 */
async function tool(...given: string[]): Promise<Ended> {
  const isHurried = given[0] === 'decode' || given.includes('--timeout');
  for (let tries = 1; ; tries += 1) {
    const ended = await run(isHurried ? given : [...given, ...PATIENCE]);
    if (isHurried || tries === 5 || !ended.err.includes('[osdp_device_silent]')) return ended;
  }
}

function run(args: readonly string[]): Promise<Ended> {
  const main = join(ROOT, 'edge-agent', 'bin', 'vratar-edge.js');
  return new Promise((done) => {
    execFile(process.execPath, [main, 'osdp', ...args], { timeout: 60_000 }, (error, out, err) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      done({ code, out, err });
    });
  });
}

/** `vratar-sim pd`, and its prompt. */
class SimulatedPd {
  readonly #child;
  readonly #exited: Promise<unknown>;
  #received = '';

  private constructor(args: readonly string[]) {
    const main = join(ROOT, 'firmware-sim', 'bin', 'vratar-sim.js');
    this.#child = spawn(process.execPath, [main, 'pd', ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child.stdout.on('data', (lines: Buffer) => {
      this.#received += lines.toString();
    });
    this.#exited = once(this.#child, 'exit');
  }

  static async start(...args: string[]): Promise<SimulatedPd> {
    const pd = new SimulatedPd(args);
    await within('a simulated device', Promise.race([once(pd.#child.stderr, 'data'), pd.#exited]));
    return pd;
  }

  /** Waits for a command whose log line matches, counting from now. */
  async receives(pattern: RegExp): Promise<void> {
    this.#received = '';
    await until(`a command like ${pattern}`, () => {
      if (pattern.test(this.#received)) return true;
      throw new Error(this.#received);
    });
  }

  say(command: string): void {
    this.#child.stdin.write(`${command}\n`);
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGKILL');
    await within('the end of a simulated device', this.#exited);
  }
}

/** The frame with its length and its check corrected. */
function withCheck(hex: string): string {
  const bytes = Buffer.from(hex, 'hex');
  bytes.writeUInt16LE(bytes.length + 2, 2);
  const check = crc16(bytes);
  return Buffer.concat([bytes, Buffer.of(check & 0xff, check >> 8)]).toString('hex');
}

function sameJourney(name: string, start: () => Promise<{ port: string; pd: SimulatedPd; baud: string[] }>) {
  describe(`vratar-edge osdp over ${name}`, { concurrency: 1 }, () => {
    const key = join(folder, `${name}.key`);
    let port: string;
    let pd: SimulatedPd;
    let baud: string[];
    before(async () => {
      ({ port, pd, baud } = await start());
    });
    after(() => pd.stop());

    it('finds the device once, also where every speed is right, and says who it is', async () => {
      const bauds = baud.length === 0 ? [] : ['--bauds', `${baud[1]},9600`];
      const { code, out, err } = await tool(
        'scan',
        port,
        '--from',
        '4',
        '--to',
        '6',
        '--timeout',
        '1000',
        '--json',
        ...bauds,
      );
      assert.equal(code, 0, err);
      const found = out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
        .map(({ address, baud: speed }) => [address, speed]);
      // Behind a socket the speed is somebody else's, and nothing is said about it.
      assert.deepEqual(found, [[5, baud.length === 0 ? undefined : Number(baud[1])]]);
      assert.match(err, /^1 device found$/m);
      if (baud.length > 0) assert.match(err, /at 38400 baud answers at every speed/);
      const identity = await tool('identify', port, '5', '--json', ...baud);
      assert.equal(identity.code, 0, identity.err);
      assert.equal(JSON.parse(identity.out).channel, 'clear');
    });

    it('says so when nothing answers, and when there is no such port', async () => {
      assert.equal((await tool('identify', port, '6', '--timeout', '100', ...baud)).code, 3);
      const none = await tool('scan', port, '--from', '7', '--to', '8', '--timeout', '50');
      assert.deepEqual([none.code, none.out], [3, '']);
      const nothing = await tool('monitor', port, '--for', '0.3', ...baud);
      assert.deepEqual([nothing.code, nothing.err.trim()], [3, '0 frames']);
      assert.equal((await tool('identify', '/dev/vratar-none', '5')).code, 1);
      assert.equal((await tool('identify', port, '127')).code, 2);
    });

    it('I10: sets a key only when told which channel to send it through, and proves it', async () => {
      assert.equal((await tool('keyset', port, '5', '--generate', key, ...baud)).code, 2);
      const set = await tool('keyset', port, '5', '--default-key', '--generate', key, ...baud);
      assert.equal(set.code, 0, set.err);
      assert.equal((await tool('identify', port, '5', '--default-key', ...baud)).code, 3);
      const other = join(folder, `${name}.other`);
      writeFileSync(other, `${'5a'.repeat(16)}\n`);
      const wrong = await tool('identify', port, '5', '--key-file', other, ...baud);
      assert.equal(wrong.code, 3);
      assert.match(wrong.err, /it has another key/);
      const secure = await tool('capabilities', port, '5', '--key-file', key, '--json', ...baud);
      assert.equal(secure.code, 0, secure.err);
      const names = secure.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).name);
      assert.ok(names.includes('communicationSecurity'));
    });

    it('records a tap, decodes it with the key, and hides the card', async () => {
      const file = join(folder, `${name}.osdpcap`);
      const recording = tool('capture', port, file, '--poll', '5', '--key-file', key, '--for', '2', ...baud);
      await pd.receives(/"command":"SCRYPT"/);
      pd.say('tap 04A1B2C3D4E5F6');
      const { code, err } = await recording;
      assert.equal(code, 0, err);
      assert.match(readFileSync(file, 'utf8'), /"io":"output".*\n.*"io":"input"/);
      const sealed = await tool('decode', file, '--json');
      assert.doesNotMatch(sealed.out, /04a1b2c3d4e5f6/);
      assert.match(sealed.out, /"name":"RAW".*sealed: unknown_key/);
      // On a busy machine a reply comes too late for its command, and is cut by the next one: that is told, too.
      assert.match(
        sealed.err,
        /^\d+ frames, \d+ POLL and ACK left out \(--all shows them\)(, and \d+ pieces that are no frame)?$/m,
      );
      const hidden = await tool('decode', file, '--key-file', key, '--json');
      assert.match(hidden.out, /"name":"RAW".*"secure".*"bits":56,"data":"\(hidden\)"/);
      const shown = await tool('decode', file, '--key-file', key, '--reveal');
      assert.match(shown.out, /RAW .*04a1b2c3d4e5f6/);
    });

    it('replays the recorded commands in a session of its own', async () => {
      const file = join(folder, `${name}.osdpcap`);
      const keys = ['--key-file', key, '--capture-keys', key];
      const again = await tool('replay', file, port, '5', ...keys, '--fast', ...baud);
      assert.equal(again.code, 0, again.err);
      assert.match(again.out, /^POLL +(ACK|LSTATR|RAW)$/m);
    });

    it('names what it sends of a foreign capture, and says why it leaves something out', async () => {
      const file = join(folder, `${name}-foreign.osdpcap`);
      const record = (data: string) => JSON.stringify({ timeSec: '1', timeNano: '0', io: 'output', data });
      const fileTransfer = '53000d00047c030000000000';
      const textOfEscapes = '530011000 56b000200010101031b5b41'.replaceAll(' ', '');
      const frames = [fileTransfer, textOfEscapes, '5300080006 67'.replaceAll(' ', '')].map(withCheck);
      writeFileSync(file, `${frames.map(record).join('\n')}\n`);
      const keys = ['--key-file', key, '--of', '0', '--fast'];
      const { code, out, err } = await tool('replay', file, port, '5', ...keys, ...baud);
      assert.equal(code, 3, err);
      assert.match(out, /^FILETRANSFER +The device at address 5 refuses FILETRANSFER: NAK 3/m);
      assert.match(out, /^RSTAT +RSTATR$/m);
      assert.match(err, /Left out, because it is not as the standard has it: 1 command$/m);
    });

    it('moves the device to another address and finds it there', async () => {
      const said = baud.length === 0 ? ['--baud', '115200'] : baud;
      const moved = await tool('comset', port, '5', '--key-file', key, '--new-address', '9', ...said);
      assert.equal(moved.code, 0, moved.err);
      const there = await tool('identify', port, '9', '--key-file', key, ...baud);
      assert.equal(there.code, 0, there.err);
    });
  });
}

describe('the tools of an installer', { concurrency: true }, () => {
  sameJourney('a socket', async () => {
    const port = join(folder, 'line');
    const pd = await SimulatedPd.start('--socket', port, '--address', '5', '--install', '--baud', '115200');
    return { port, pd, baud: [] };
  });

  describe('on serial lines', { skip: withoutPeer('socat') }, () => {
    let pty: PtyPair;
    before(async () => {
      pty = await openPtyPair();
    });
    after(() => pty.close());

    sameJourney('a serial port', async () => {
      const device = ['--address', '5', '--install', '--keyset-ack', 'clear', '--baud', '38400'];
      const pd = await SimulatedPd.start('--tty', pty.b, ...device);
      return { port: pty.a, pd, baud: ['--baud', '38400'] };
    });
  });
});
