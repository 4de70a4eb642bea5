import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { claimBench, startOf } from '../bench/run/only-one.ts';

describe('one benchmark at a time', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vratar-bench-'));
    file = join(folder, 'running.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const note = (running: unknown) => writeFileSync(file, JSON.stringify(running));
  const refuse = (code: string) => () => {
    throw Object.assign(new Error(code), { code });
  };

  it('is held until it is given back, and nothing else is left behind', () => {
    const first = claimBench(file, 'line');
    assert.ok(first.kind === 'held');
    const second = claimBench(file, 'decide');
    assert.ok(second.kind === 'taken');
    assert.deepEqual([second.by.name, second.by.pid], ['line', process.pid]);
    first.release();
    assert.deepEqual(readdirSync(folder), []);
    assert.equal(claimBench(file, 'decide').kind, 'held');
  });

  it('is taken over from a process that is gone, and from one that only has its number', () => {
    const startedAt = startOf(process.pid)!;
    note({ pid: process.pid, name: 'line', startedAt });
    assert.equal(claimBench(file, 'decide', refuse('ESRCH')).kind, 'held');
    note({ pid: process.pid, name: 'line', startedAt: startedAt - 1 });
    assert.equal(claimBench(file, 'decide').kind, 'held');
    writeFileSync(file, '{');
    assert.equal(claimBench(file, 'decide').kind, 'held');
  });

  it('is not taken from a process of somebody else', () => {
    note({ pid: process.pid, name: 'line', startedAt: startOf(process.pid) });
    assert.equal(claimBench(file, 'decide', refuse('EPERM')).kind, 'taken');
  });

  it('writes through no link that somebody put in its place', () => {
    const target = join(folder, 'target');
    symlinkSync(target, file);
    symlinkSync(target, `${file}.${process.pid}`);
    assert.equal(claimBench(file, 'line').kind, 'held');
    assert.ok(!existsSync(target));
  });
});
