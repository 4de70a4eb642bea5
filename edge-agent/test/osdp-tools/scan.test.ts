import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Framer, type Reply } from '@vratar/protocol/osdp';
import type { OpenPort } from '../../src/line/ports/index.ts';
import { type ScanOptions, scan } from '../../src/osdp-tools/commands/scan.ts';
import { EXIT } from '../../src/osdp-tools/exit-codes.ts';
import { TestPd } from '../line/support/test-pd.ts';

/** A cheap reader: whatever its number is, it says 0. */
function nameless(address: number): TestPd {
  const pd = new TestPd({ address });
  pd.override = ({ kind }) => (kind === 'ID' ? NAMELESS : undefined);
  return pd;
}

const NAMELESS: Reply = {
  kind: 'PDID',
  vendor: Uint8Array.of(1, 2, 3),
  model: 1,
  version: 1,
  serial: 0,
  firmware: { major: 1, minor: 0, build: 0 },
};

/** Readers by the speed at which they listen; `atEvery`: a port without a speed. Answers meet as `meet` has it. */
function lineOf(
  readers: Readonly<Record<number, readonly TestPd[]>>,
  meet: (answers: Uint8Array[]) => Uint8Array[] = (answers) => answers,
  atEvery: readonly TestPd[] = [],
): OpenPort {
  return async ({ onBytes }, baud) => {
    const framer = new Framer();
    return {
      write(bytes) {
        for (const found of framer.push(bytes)) {
          if (found.kind !== 'frame') continue;
          const answers = [...atEvery, ...(readers[baud] ?? [])].flatMap((pd) => pd.take(found.frame) ?? []);
          for (const answer of meet(answers)) queueMicrotask(() => onBytes(answer));
        }
      },
      close: async () => {},
    };
  };
}

async function scanned(open: OpenPort, options: Partial<ScanOptions> = {}) {
  const lines: string[] = [];
  const notes: string[] = [];
  const io = {
    out: (line: string) => lines.push(line),
    note: (line: string) => notes.push(line),
    stop: new AbortController().signal,
    random: (size: number) => new Uint8Array(size),
    nowNs: () => process.hrtime.bigint(),
  };
  const all = { bauds: [9600, 115_200], from: 0, to: 2, json: true, timeout: 20, ...options } as const;
  const port = { open, hasBaud: true, latencyMs: 5 };
  const code = await scan(io, 'bench', all, port);
  return { code, found: lines.map((line) => JSON.parse(line)), notes };
}

const where = ({ baud, address }: { baud: number; address: number }) => `${address} at ${baud}`;

test('two readers that both report serial number 0 are two, at two addresses and at two speeds', async () => {
  const { code, found, notes } = await scanned(
    lineOf({ 9600: [nameless(0), nameless(1)], 115200: [nameless(0)] }),
  );
  assert.equal(code, EXIT.done);
  assert.deepEqual(found.map(where), ['0 at 9600', '1 at 9600', '0 at 115200']);
  assert.ok(found.every(({ serial, problem }) => serial === '00000000' && problem === undefined));
  assert.equal(notes.at(-1), '3 devices found');
});

test('a reader on a port without a speed is one, and the other speeds are not tried', async () => {
  const { found, notes } = await scanned(lineOf({}, undefined, [nameless(1)]));
  assert.deepEqual(found.map(where), ['1 at 9600']);
  assert.match(notes.join('\n'), /at 9600 baud answers at every speed/);
});

test('two readers at one address whose answers come one behind the other are told', async () => {
  const { found } = await scanned(lineOf({ 9600: [nameless(0), nameless(0)] }), { bauds: [9600] });
  assert.deepEqual(found.map(where), ['0 at 9600']);
  assert.match(found[0].problem, /^more than one device answers here/);
});

test('an answer of another address that comes late is not taken for a second reader at this one', async () => {
  let first: Uint8Array | undefined;
  const late = (answers: Uint8Array[]) => {
    first ??= answers[0];
    // The address stands behind the mark byte and the start of the message.
    return answers.flatMap((answer) => (first?.[2] === answer[2] ? [answer] : [first!, answer]));
  };
  const { found } = await scanned(lineOf({ 9600: [nameless(0), nameless(1)] }, late), { bauds: [9600] });
  assert.deepEqual(found.map(where), ['0 at 9600', '1 at 9600']);
  assert.ok(found.every(({ problem }) => problem === undefined));
});

test('two readers at one address whose answers spoil each other are told, and a spurious byte is nobody', async () => {
  const spoilt = (answers: Uint8Array[]) => {
    const [first, second] = answers;
    if (first === undefined) return [Uint8Array.of(0x00)];
    return second === undefined ? [first] : [first.map((byte, at) => byte & (second[at + 1] ?? 0xff))];
  };
  const { code, found, notes } = await scanned(lineOf({ 9600: [nameless(1), nameless(1)] }, spoilt), {
    bauds: [9600],
  });
  assert.equal(code, EXIT.done);
  assert.deepEqual(found, [
    {
      baud: 9600,
      address: 1,
      problem: 'no answer can be made out: more than one device at this address, or noise',
    },
  ]);
  assert.equal(notes.at(-1), '1 device found');
});

test('nobody is found where nobody is', async () => {
  const { code, found } = await scanned(lineOf({}), { to: 0 });
  assert.deepEqual([code, found], [EXIT.negative, []]);
});
