import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assemble, type ListAssembly, type ListPart } from '@vratar/protocol/delivery';
import { checkDigest, checkList, listDigest, openList } from '@vratar/protocol/lists';
import { sql } from 'kysely';
import { connectPool } from '../../src/db/index.ts';
import { testDatabase } from '../support/database.ts';
import { FleetBench, token } from './fleet-bench.ts';

const db = await testDatabase();
const owner = connectPool(db.logins.owner, { max: 2 });
const bench = await new FleetBench(db).start();
after(async () => {
  await bench.stop();
  await owner.end();
  await db.close();
});

/** Fetches the document whose first part the cloud has just offered, as a gateway does. */
async function fetch(gateway: string, school: string, from: number) {
  let assembly: ListAssembly | undefined;
  for (let at = from; ; at++) {
    await bench.until(() => bench.to(gateway, 'list').length > at);
    const step = assemble(assembly, bench.to(gateway, 'list')[at] as unknown as ListPart);
    if (step.kind === 'whole') return openList(step.bytes, [bench.keys.publicKey], gateway);
    if (step.kind === 'want') {
      assembly = step.assembly;
      bench.say(gateway, school, 'list', step.report);
    }
  }
}

const have = (gateway: string, school: string, version: number, refused?: string) =>
  bench.say(gateway, school, 'list', { v: 1, kind: 'have', version, ...(refused && { refused }) });

test('a gateway without a list gets the whole of 5,000 entries, in parts', async () => {
  const { school, site } = await bench.gateway('fresh');
  const tokens = Array.from({ length: 5_000 }, (_, index) => token(index));
  await bench.list(site, school, 1, tokens);
  have('fresh', school, 0);
  const { header, lines } = await fetch('fresh', school, 0);
  assert.deepEqual([header.kind, header.version, header.count], ['snapshot', 1, 5_000]);
  assert.ok(bench.to('fresh', 'list').length > 5, 'it came in one piece');
  have('fresh', school, 1);
  assert.ok(header.kind === 'snapshot');
  checkDigest(
    header,
    listDigest(
      header.policy,
      lines.map((each) => each.line),
    ),
  );
});

test('X7: a changed card is offered at once, as a change alone, to the gateway that is behind', async () => {
  const { school, site } = await bench.gateway('online');
  const tokens = [1, 2, 3].map(token);
  await bench.list(site, school, 1, tokens);
  have('online', school, 1);
  await bench.until(
    async () => (await db.owner.selectFrom('gateway_list').select('gateway').execute()).length > 0,
  );
  const before = bench.to('online', 'list').length;
  const toOthers = bench.to('fresh', 'list').length;
  await bench.list(site, school, 2, [token(2)]);
  const { header, lines } = await fetch('online', school, before);
  assert.equal(header.kind, 'delta');
  checkList(header, { version: 1 });
  assert.deepEqual(
    lines.map(({ entry }) => entry.token),
    [token(2)],
  );
  assert.equal(bench.to('fresh', 'list').length, toOthers, 'another gateway was told');
});

test('a gateway that refused a change gets the whole list', async () => {
  const { school, site } = await bench.gateway('other');
  await bench.list(site, school, 4, [token(1)]);
  have('other', school, 3, 'list_digest');
  const { header } = await fetch('other', school, 0);
  assert.equal(header.kind, 'snapshot');
});

test('a cloud restored from a backup outruns the list that a gateway has', async () => {
  const { school, site } = await bench.gateway('ahead');
  await bench.list(site, school, 2, [token(1)]);
  have('ahead', school, 9);
  await bench.until(async () => {
    const { rows } = await owner.query(
      `select 1 from graphile_worker.jobs where task_identifier = 'lists.outrun'`,
    );
    return rows.length === 1;
  });
});

test('a retired gateway is offered nothing, whatever it reports, and the desk hears of it at once', async () => {
  const { school, site } = await bench.gateway('retired');
  await bench.list(site, school, 1, [token(1)]);
  have('retired', school, 0);
  await bench.until(() => bench.to('retired', 'list').length === 1);
  const changes = bench.registerChanges;
  const becomes = (values: object) =>
    db.owner.updateTable('gateway').set(values).where('id', '=', 'retired').execute();
  await becomes({ state: 'retired', retired_at: new Date(), served_until: new Date() });
  await bench.until(() => bench.registerChanges > changes);
  const document = { version: 1, base: 0 };
  bench.say('retired', school, 'list', { v: 1, kind: 'want', document, offset: 0 });
  have('retired', school, 0);
  await bench.list(site, school, 2, [token(2)]);
  await bench.desk.flush();
  const { site: of, school: also } = await bench.gateway('beside-retired');
  await bench.list(of, also, 1, [token(1)]);
  have('beside-retired', also, 0);
  await bench.until(() => bench.to('beside-retired', 'list').length > 0);
  assert.equal(bench.to('retired', 'list').length, 1);
  await becomes({ state: 'enrolled', retired_at: null, served_until: null });
  have('retired', school, 1);
  await bench.until(() => bench.to('retired', 'list').length === 2);
});

test('what the register became while notifications were not heard is asked for when they are heard again', async () => {
  const changes = bench.registerChanges;
  const ended = await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'vratar listen' and datname = current_database()`.execute(db.ingest);
  assert.equal(ended.rows.length, 1);
  await bench.until(() => bench.registerChanges > changes);
});
