import assert from 'node:assert/strict';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Oracle, OracleJournal, type OracleRecord, readOracle } from '../../src/oracle/index.ts';

const passed = (person: string, now: 'inside' | 'outside', at: number): OracleRecord => ({
  at,
  kind: 'ended',
  person,
  lane: 'a',
  direction: now === 'inside' ? 'in' : 'out',
  outcome: 'passed',
  now,
});

test('only a completed passage moves a person', () => {
  const records: OracleRecord[] = [];
  const oracle = new Oracle({ toUnix: (at) => at + 1000, record: (record) => records.push(record) });
  const event = { atMs: 5, lane: 'a', direction: 'in', person: 'ana' } as const;
  oracle.observe({ ...event, kind: 'tap', card: '04', read: true });
  oracle.observe({ ...event, kind: 'walk-ended', outcome: 'turned-back' });
  assert.deepEqual(oracle.where('ana'), { person: 'ana', now: 'outside', since: undefined });
  oracle.observe({ ...event, kind: 'walk-ended', outcome: 'passed' });
  assert.deepEqual(oracle.where('ana'), { person: 'ana', now: 'inside', since: 1005 });
  assert.deepEqual(
    oracle.inside().map(({ person }) => person),
    ['ana'],
  );
  assert.deepEqual(
    records.map(({ kind }) => kind),
    ['tap', 'ended', 'ended'],
  );
});

test('the journal goes on behind a torn line', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vratar-oracle-'));
  const path = join(folder, 'oracle.jsonl');
  const first = new OracleJournal(path);
  first.write(passed('ana', 'inside', 1));
  await first.close();
  await appendFile(path, '{"at":2,"kind":"ended","per');
  const second = new OracleJournal(path);
  second.write(passed('boris', 'inside', 3));
  await second.close();
  const read: OracleRecord[] = [];
  for await (const record of readOracle(path)) read.push(record);
  assert.deepEqual(read, [passed('ana', 'inside', 1), passed('boris', 'inside', 3)]);
  await rm(folder, { recursive: true });
});
