import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SchoolCache } from '@vratar/cloud-api/src/attendance/index.ts';
import { runDays } from '@vratar/cloud-api/src/attendance/reconcile/run.ts';
import { connect, type Database, openDatabase } from '@vratar/cloud-api/src/db/index.ts';
import { DEMO, inventSchool, seedSchool } from '@vratar/cloud-api/src/demo-school/index.ts';
import { monthFile } from '@vratar/cloud-api/src/month/files/month-file.ts';
import { readNeispuo } from '@vratar/cloud-api/src/month/files/read-neispuo.ts';
import { validateNeispuo } from '@vratar/cloud-api/src/month/files/validate-neispuo.ts';
import { openVault, type Vault } from '@vratar/cloud-api/src/vault/index.ts';
import type { Kysely } from 'kysely';

const HELP = `The month's import file of a school of 1,500 pupils, PostgreSQL and the vault included (issue 7).

  npm run bench -- month-file [--classes 60] [--rounds 7]

The worst month there is: the gates worked and nobody ever came, so that every pupil is in the file, with every day of
the month behind each number and a name and an identifier out of the vault. The first round starts with nothing in
memory. Each file passes the validator.
`;
const LIMIT_S = 2;
const MONTH = '2026-11-01';

const { values } = parseArgs({
  options: {
    classes: { type: 'string', default: '60' },
    rounds: { type: 'string', default: '7' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

const folder = await mkdtemp(join(tmpdir(), 'vratar-month-file-'));
const database = await openDatabase({ folder: join(folder, 'postgres') });
const jobs = connect(database.logins.jobs);
try {
  const vault = await openVault(join(folder, 'keys'), {});
  const { school, code, days } = await absentMonth(vault);
  const seconds: number[] = [];
  for (let round = 0; round < Number(values.rounds); round += 1) {
    // A vault that has opened nothing yet: keys are unwrapped in the time that is measured.
    const fresh = await openVault(join(folder, 'keys'), {});
    const startedAt = performance.now();
    const { bytes, rows } = await jobs.transaction().execute((trx) => monthFile(trx, fresh, school, MONTH));
    seconds.push((performance.now() - startedAt) / 1_000);
    const faults = validateNeispuo(readNeispuo(bytes), { institution: code, schoolYear: 2026, month: 11 });
    if (faults.length > 0) throw new Error(JSON.stringify(faults[0]));
    if (round === 0) print('pupils in the file, student-days behind it', `${rows.length}, ${days}`);
  }
  const sorted = seconds.toSorted((a, b) => a - b);
  const [median, worst] = [sorted[Math.floor(sorted.length / 2)]!, sorted.at(-1)!];
  const figures = `first ${seconds[0]!.toFixed(2)}  median ${median.toFixed(2)}  worst ${worst.toFixed(2)}`;
  print(`month file, s (limit ${LIMIT_S})`, `${figures}  worst of the limit ${(worst / LIMIT_S).toFixed(2)}`);
} finally {
  await jobs.destroy();
  await database.stop();
  await rm(folder, { recursive: true, force: true });
}

async function absentMonth(vault: Vault): Promise<{ school: string; code: string; days: number }> {
  const code = '9200001';
  const size = { ...DEMO, code, classes: Number(values.classes), seed: 1, startYear: 2026 };
  const place = { gateway: 'g-1', lanes: ['lane-1'] };
  const { school } = await seedSchool(
    jobs,
    vault,
    inventSchool(size),
    place,
    new Date('2026-09-15T05:00:00Z'),
  );
  await begin(school);
  const span = { from: '2026-11-01', to: '2026-11-30', kind: 'rebuild', dryRun: false } as const;
  const cache = new SchoolCache();
  let days = 0;
  const done = runDays(jobs, { ...span, school, cache, now: () => Date.UTC(2026, 11, 2) });
  for await (const { report } of done) days += report.persons;
  return { school, code, days };
}

/** The first event of a gateway: from then on nobody who is not seen was there. */
async function begin(school: string): Promise<void> {
  const owner: Kysely<Database> = connect(database.logins.owner);
  const at = Date.UTC(2026, 8, 15, 4);
  const line = JSON.stringify({ seq: 1, at, boot: 'b', mono: 0, clock: 'synced', kind: 'power_up' });
  const common = { gateway: 'g-1', school, epoch: 1, hash: Buffer.alloc(32) };
  await owner
    .insertInto('event')
    .values({ ...common, seq: 1, at, received_at: at, kind: 'power_up', token: null, line })
    .execute();
  await owner.destroy();
}

function print(name: string, value: string): void {
  process.stdout.write(`${name.padEnd(44)} ${value}\n`);
}
