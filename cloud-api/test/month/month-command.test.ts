import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { monthCommand } from '../../src/month/cli/command.ts';
import { decodeCp1251, encodeCp1251 } from '../../src/month/files/cp1251.ts';
import { addPeople } from '../../src/people/add-people.ts';
import { schoolFixture } from '../attendance/support/school-fixture.ts';
import { testDatabase } from '../support/database.ts';
import { testVault } from '../support/vault.ts';

const db = await testDatabase();
const folder = await mkdtemp(join(tmpdir(), 'vratar-month-'));
after(async () => {
  await rm(folder, { recursive: true });
  await db.close();
});
const vault = testVault();
await vault.prepare(db.jobs);

/** A school in which one pupil was absent for a lesson of 9 November. */
async function schoolWith(identifier: string | undefined): Promise<string> {
  const { school, classes } = await schoolFixture(db.owner, { pupils: 0 });
  const profile = { first: 'Тест', last: 'Ученик', ...(identifier === undefined ? {} : { identifier }) };
  const [person = ''] = await db.jobs
    .transaction()
    .execute((trx) => addPeople({ trx, vault, school }, [{ kind: 'student', profile }]));
  await sql`insert into school_day (school, day, revision, doubts, fires, settled)
    values (${school}, '2026-11-09', 1, '', '', true)`.execute(db.owner);
  await sql`insert into person_day (school, day, person, class, revision, tracked, excused, marks, trail, intervals,
      lessons, flags, doubts, unexcused_halves, excused_hours, review_lessons)
    values (${school}, '2026-11-09', ${person}, ${classes[0]}, 1, true, false, '', '', '', '1A', '', '', 2, 0, 0)`.execute(
    db.owner,
  );
  const found = await db.owner
    .selectFrom('school')
    .select('code')
    .where('id', '=', school)
    .executeTakeFirst();
  return found?.code as string;
}

type Line = { code: string; rows: number; path?: string; error?: string };

async function run(...args: string[]): Promise<{ lines: Line[]; exit: unknown }> {
  const { text, exit } = await runText(...args);
  return {
    lines: text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
    exit,
  };
}

async function runText(...args: string[]): Promise<{ text: string; exit: unknown }> {
  const written: string[] = [];
  const { write } = process.stdout;
  process.stdout.write = ((text: string) => written.push(text) > 0) as typeof process.stdout.write;
  process.exitCode = undefined;
  try {
    const tools = {
      withDatabase: <T>(work: (connected: typeof db.jobs) => Promise<T>) => work(db.jobs),
      vault: async () => vault,
      now: () => new Date(),
    };
    await monthCommand(tools).parseAsync(args, { from: 'user' });
  } finally {
    process.stdout.write = write;
  }
  const exit = process.exitCode;
  process.exitCode = undefined;
  return { text: written.join(''), exit };
}

test('a file for every school is written, and a school that cannot be stops no other', async () => {
  const good = [await schoolWith('1523010012'), await schoolWith('1523010020')];
  const bad = await schoolWith(undefined);
  const refused = await schoolWith('1523010039');
  await sql`update class set name = ${'5а'.repeat(200)} where school = (select id from school where code = ${refused})`.execute(
    db.owner,
  );
  const { lines, exit } = await run(
    'file',
    '--school',
    'all',
    '--month',
    '2026-11',
    '--out',
    folder,
    '--json',
  );
  assert.deepEqual(
    lines.filter(({ path }) => path !== undefined).map(({ code, rows }) => [code, rows]),
    good.sort().map((code) => [code, 1]),
  );
  assert.deepEqual(
    (await readdir(folder)).sort(),
    good.map((code) => `${code}_2026_11_1.txt`),
  );
  assert.equal(lines.find(({ code }) => code === bad)?.path, undefined);
  const named = lines.find(({ code }) => code === refused);
  assert.equal(named?.path, undefined, 'what НЕИСПУО would refuse is not written');
  assert.match(named?.error ?? '', /\[Ред: 1\].*паралелка/);
  assert.equal(exit, 1);
  await assert.rejects(
    run('file', '--school', 'all', '--month', '2026-11', '--out', join(folder, 'none')),
    /no folder/,
  );
});

test('a file is checked by the rules of its format, and with a school also by who is a pupil there', async () => {
  const [code, other] = [await schoolWith('1523010047'), await schoolWith('1523010055')];
  const path = join(folder, 'own.txt');
  const ofNovember = ['--month', '2026-11'];
  await run('file', '--school', code, ...ofNovember, '--out', path);
  const check = (...whose: string[]) => runText('check', path, ...whose, ...ofNovember);
  assert.deepEqual(await check('--school', code), { text: '', exit: undefined });
  const bytes = decodeCp1251(await readFile(path));
  await writeFile(path, encodeCp1251(bytes.replace('1523010047', '1523010055')));
  assert.deepEqual(await check('--institution', code), { text: '', exit: undefined });
  const many = bytes.replace(/\|\d+\.\d\d\|(\d+\.\d\d)(\r\n)?$/, '|200.00|$1$2');
  await writeFile(path, encodeCp1251(many));
  assert.deepEqual(await check('--institution', code), { text: '', exit: undefined });
  assert.match((await check('--school', code)).text, /^\[Ред: 1\] Извинените са повече от часовете в месеца/);
  await writeFile(path, encodeCp1251(bytes.replace('1523010047', '1523010055')));
  const stranger = await check('--school', code);
  assert.match(stranger.text, /^\[Ред: 1\] Няма дете/);
  assert.equal(stranger.exit, 1);
  assert.match((await check('--school', other)).text, /^\[Ред: 1\] Файлът е за друга институция\.\n$/);
  await assert.rejects(check(), { code: 'argument_invalid' });
  await assert.rejects(check('--school', 'all'), { code: 'school_unknown' });
});
