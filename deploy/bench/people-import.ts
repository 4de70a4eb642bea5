import { parseArgs } from 'node:util';
import { inSchool } from '@vratar/cloud-api/src/db/index.ts';
import { identifierSource } from '@vratar/cloud-api/src/demo-school/identifier.ts';
import { seededRandom } from '@vratar/cloud-api/src/demo-school/random.ts';
import { applyImport, type ImportContext } from '@vratar/cloud-api/src/imports/index.ts';
import writeExcelFile from 'write-excel-file/node';
import { type BenchCloud, benchCloud, plan1500 } from './people/cloud.ts';
import { header, report } from './people/report.ts';

const HELP = `A roster of 1,500 pupils imported from CSV and XLSX (limit 5 s).

  npm run bench -- people-import

As the desk does it: read, compared, written, logged and committed durably.
`;

const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });
if (values.help === true) {
  process.stdout.write(HELP);
  process.exit(0);
}

const HEADER = ['Клас', 'ЕГН', 'Име', 'Презиме', 'Фамилия', 'Дата на раждане'];
const ROUNDS = 5;
const LIMIT_MS = 5_000;

/** One for all schools: nobody is in two of them. */
const identify = identifierSource(seededRandom(1));
const cloud = await benchCloud();
const times = { csv: [] as number[], xlsx: [] as number[], again: [] as number[] };
try {
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, format] of (['csv', 'xlsx'] as const).entries()) {
      const seedNumber = round * 2 + index;
      const school = await emptySchool(cloud, seedNumber);
      const file = await rosterFile(seedNumber, format);
      times[format].push(await timed(() => importInto(cloud, school, file)));
      if (format === 'csv') times.again.push(await timed(() => importInto(cloud, school, file)));
    }
  }
} finally {
  await cloud.stop();
}
header();
const rows = [
  report('import of 1,500 pupils, CSV', LIMIT_MS, times.csv),
  report('import of 1,500 pupils, XLSX', LIMIT_MS, times.xlsx),
  report('the same file again: nothing to do', LIMIT_MS, times.again),
];
process.exitCode = rows.includes(false) ? 1 : 0;

/** A school with a year, and without classes or pupils. */
async function emptySchool({ jobs, vault }: BenchCloud, number: number): Promise<string> {
  const region = await jobs
    .insertInto('region')
    .values({ code: `B${number}`, name: 'Benchmark' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id: school } = await jobs
    .insertInto('school')
    .values({ region: region.id, code: String(9_100_000 + number), name: `School ${number}`, settings: '{}' })
    .returning('id')
    .executeTakeFirstOrThrow();
  await jobs
    .insertInto('school_year')
    .values({ school, start_year: 2026, first_day: '2026-09-15', last_day: '2027-06-30' })
    .execute();
  await jobs.transaction().execute((trx) => vault.school(trx, school));
  return school;
}

async function rosterFile(number: number, format: 'csv' | 'xlsx'): Promise<Buffer> {
  const rows = plan1500('9999999', number).classes.flatMap((of) =>
    of.students.map(({ profile }) => [
      of.name,
      identify(profile.birthDate!, 'm'),
      profile.first,
      profile.middle!,
      profile.last,
      profile.birthDate!,
    ]),
  );
  const table = [HEADER, ...rows];
  if (format === 'csv') return Buffer.from(table.map((row) => row.join(';')).join('\r\n'));
  return writeExcelFile(table.map((row) => row.map((value) => ({ value, type: String })))).toBuffer();
}

function importInto({ api, vault }: BenchCloud, school: string, file: Buffer): Promise<unknown> {
  return inSchool(api, { school }, (trx) => {
    const context: ImportContext = {
      trx,
      vault,
      school,
      now: new Date(),
      date: '2026-11-16',
      removeMissing: false,
    };
    return applyImport(context, 'students', file);
  });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
