import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { audit, type ChainReport, cutAudit, verifyAudit } from '../../src/audit/index.ts';
import { inSchool } from '../../src/db/index.ts';
import { testDatabase } from '../support/database.ts';

const db = await testDatabase();
after(() => db.close());

const region = randomUUID();
const account = randomUUID();
await sql`insert into region (id, code, name) values (${region}, '22', 'София')`.execute(db.owner);

async function school(code: string): Promise<string> {
  const id = randomUUID();
  await sql`insert into school (id, region, code, name) values (${id}, ${region}, ${code}, 'Школа')`.execute(
    db.owner,
  );
  return id;
}

async function reports(): Promise<Record<string, ChainReport>> {
  const found: Record<string, ChainReport> = {};
  for await (const report of verifyAudit(db.jobs)) found[report.chain] = report;
  return found;
}

const look = (id: string, subject: string) =>
  inSchool(db.api, { school: id, account }, (trx) =>
    audit(trx, { action: 'name_seen', subject, detail: { rows: 2 } }),
  );

/** Changes the past as somebody who owns the database could. */
async function tamper(statement: string): Promise<void> {
  await sql.raw('alter table audit_entry disable trigger append_only').execute(db.owner);
  await sql.raw(statement).execute(db.owner);
  await sql.raw('alter table audit_entry enable trigger append_only').execute(db.owner);
}

test('each school has a chain of its own, numbered from 1, with who did it', async () => {
  const [a, b] = [await school('2200101'), await school('2200102')];
  assert.equal(await look(a, 'student:1'), 1);
  assert.equal(await look(a, 'student:2'), 2);
  assert.equal(await look(b, 'student:3'), 1);
  const all = await reports();
  assert.equal(all[a]?.entries, 2);
  assert.equal(all[a]?.problem, undefined);
  const seen = await inSchool(db.api, { school: a }, (trx) =>
    trx.selectFrom('audit_entry').selectAll().execute(),
  );
  assert.deepEqual(
    seen.map((entry) => [entry.subject, entry.account]),
    [
      ['student:1', account],
      ['student:2', account],
    ],
  );
});

test('an act that is rolled back leaves neither entry nor gap', async () => {
  const id = await school('2200103');
  const failed = inSchool(db.api, { school: id }, async (trx) => {
    await audit(trx, { action: 'card_blocked', subject: 'card:1' });
    throw new Error('no');
  });
  await assert.rejects(failed, /no/);
  assert.equal(await look(id, 'student:1'), 1);
});

test('acts at the same time queue for their numbers', async () => {
  const id = await school('2200104');
  const numbers = await Promise.all(Array.from({ length: 20 }, (_, i) => look(id, `student:${i}`)));
  assert.deepEqual(
    numbers.sort((x, y) => x - y),
    Array.from({ length: 20 }, (_, i) => i + 1),
  );
  assert.equal((await reports())[id]?.problem, undefined);
});

test('nobody changes or deletes an entry, and nobody writes one past the function', async () => {
  const id = await school('2200105');
  await look(id, 'student:1');
  for (const role of [db.api, db.jobs]) {
    await assert.rejects(sql`update audit_entry set action = 'x'`.execute(role), /permission denied/);
    await assert.rejects(sql`delete from audit_entry`.execute(role), /permission denied/);
    await assert.rejects(sql`update audit_head set n = 0`.execute(role), /permission denied/);
  }
  await assert.rejects(sql`update audit_entry set action = 'x'`.execute(db.owner), /append-only/);
  await assert.rejects(sql`delete from audit_entry`.execute(db.owner), /append-only/);
});

const FORGERIES: Record<string, { statement: (chain: string) => string; why: string; n: number }> = {
  'a changed line': {
    statement: (c) =>
      `update audit_entry set line = replace(line, 'student', 'nobody') where chain = '${c}' and n = 2`,
    why: 'hash',
    n: 2,
  },
  'a changed column': {
    statement: (c) => `update audit_entry set account = null where chain = '${c}' and n = 2`,
    why: 'columns',
    n: 2,
  },
  'a removed entry': {
    statement: (c) => `delete from audit_entry where chain = '${c}' and n = 2`,
    why: 'missing',
    n: 2,
  },
  'a cut tail': {
    statement: (c) => `delete from audit_entry where chain = '${c}' and n = 3`,
    why: 'head',
    n: 3,
  },
};

for (const [index, [name, { statement, why, n }]] of Object.entries(FORGERIES).entries()) {
  test(`${name} is found, at its entry`, async () => {
    const id = await school(`220020${index}`);
    for (const subject of ['student:1', 'student:2', 'student:3']) await look(id, subject);
    await tamper(statement(id));
    assert.deepEqual((await reports())[id]?.problem, { n, why });
  });
}

test('what is older than its time is cut from the beginning, and the rest is still one chain', async () => {
  const id = await school('2200109');
  for (const subject of ['a', 'b', 'c', 'd']) await look(id, `student:${subject}`);
  const old = `update audit_entry set at = at - interval '3 years 1 day' where school = '${id}' and n <= 2`;
  await tamper(old);
  const now = new Date();
  assert.equal(await cutAudit(db.jobs, now), 2);
  assert.equal(await cutAudit(db.jobs, now), 0);
  const { [id]: report } = await reports();
  assert.deepEqual([report?.entries, report?.problem], [2, undefined]);
  await look(id, 'student:e');
  assert.equal((await reports())[id]?.problem, undefined);
  await tamper(`delete from audit_entry where school = '${id}' and n = 3`);
  assert.equal((await reports())[id]?.problem?.why, 'missing', 'what was not cut may not be missing');
  const early = sql`select vratar_audit_cut(${id}, now() - interval '1 year', 10)`;
  await assert.rejects(early.execute(db.jobs), /two years at least/);
  await assert.rejects(sql`delete from audit_entry`.execute(db.jobs), /permission denied/);
  await assert.rejects(sql`delete from audit_entry`.execute(db.owner), /append-only/);
});
