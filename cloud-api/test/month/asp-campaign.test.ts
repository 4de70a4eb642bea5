import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import type { VratarError } from '@vratar/protocol/errors';
import { SchoolCache } from '../../src/attendance/store/school-cache.ts';
import { inSchool } from '../../src/db/index.ts';
import { actOnCampaign, aspAnswers, decideAspRow, importAspList } from '../../src/month/asp/campaign.ts';
import { readAspList } from '../../src/month/asp/list-file.ts';
import { decodeCp1251, encodeCp1251 } from '../../src/month/files/cp1251.ts';
import type { ActContext } from '../../src/month/submission/submit.ts';
import { addPeople } from '../../src/people/add-people.ts';
import { schoolFixture } from '../attendance/support/school-fixture.ts';
import { testDatabase } from '../support/database.ts';
import { testVault } from '../support/vault.ts';

const db = await testDatabase();
after(() => db.close());
const vault = testVault();
await vault.prepare(db.jobs);
const cache = new SchoolCache();
const MONTH = '2026-11-01';
const WINDOW = { opens: Date.parse('2026-12-20T22:00:00Z'), closes: Date.parse('2026-12-28T22:00:00Z') };
const refusedWith = (code: string) => (error: unknown) => (error as VratarError).code === code;

async function campaign() {
  const fixture = await schoolFixture(db.owner, { pupils: 0 });
  const { school } = fixture;
  const profile = {
    first: 'Тест',
    middle: 'Примеров',
    last: 'Ученик',
    identifier: `15${String(Math.random()).slice(2, 10)}`,
  };
  const [person = ''] = await db.jobs
    .transaction()
    .execute((trx) => addPeople({ trx, vault, school }, [{ kind: 'student', profile }]));
  await db.owner
    .insertInto('enrolment')
    .values({ school, person, class: fixture.classes[0] as string, first_day: '2026-09-15' })
    .execute();
  const { code } = await db.owner
    .selectFrom('school')
    .select('code')
    .where('id', '=', school)
    .executeTakeFirstOrThrow();
  const line = (id: string, absences: string, status: number, days: string) =>
    `2026|11|${code}|0|${id}|Тест|Примеров|Ученик|${absences}|${status}|${days}`;
  const lines = [line(profile.identifier, '006.00', 0, '00'), line('1523019999', '000.00', 2, '12')];
  const actor = { school, account: randomUUID(), classes: 'all' as const, signs: true };
  const run = <T>(work: (context: ActContext) => Promise<T>, now = WINDOW.opens + 1): Promise<T> =>
    inSchool(db.api, actor, (trx) => work({ trx, cache, actor, vault, now }));
  return { lines, run, code, person, profile };
}

test('M7 M9: a campaign from the list to the answers', async () => {
  const { lines, run, code, profile } = await campaign();
  const bytes = encodeCp1251(lines.map((each) => `${each}\r\n`).join(''));
  assert.deepEqual(await run((context) => importAspList(context, MONTH, WINDOW, bytes)), {
    rows: 2,
    unknown: 1,
  });
  const refuse = (corrected: number) =>
    run((context) =>
      decideAspRow(context, MONTH, 1, { decision: 'refuse', corrected, note: 'болничен лист' }),
    );
  await assert.rejects(refuse(5), refusedWith('correction_too_high'));
  await assert.rejects(refuse(6), refusedWith('correction_unchanged'));
  assert.equal(await refuse(4.5), 'started');
  await assert.rejects(
    run((context) => actOnCampaign(context, MONTH, 'sign')),
    (error: VratarError) => error.code === 'rows_undecided' && error.params.count === 1,
  );
  assert.equal(await run((context) => decideAspRow(context, MONTH, 2, { decision: 'confirm' })), 'ready');
  await assert.rejects(
    run((context) => decideAspRow(context, MONTH, 3, { decision: 'confirm' })),
    refusedWith('row_unknown'),
  );
  await assert.rejects(
    run((context) => actOnCampaign(context, MONTH, 'sign'), WINDOW.closes),
    refusedWith('campaign_closed'),
  );
  assert.equal(await run((context) => actOnCampaign(context, MONTH, 'sign')), 'signed');
  const answers = decodeCp1251(await run((context) => aspAnswers(context, MONTH))).split('\r\n');
  assert.equal(
    answers[1],
    `2026|11|${code}|${profile.identifier}|0|Тест|Примеров|Ученик|006.00|0|0|2|004.50|0`,
  );
  assert.equal(answers[2], `2026|11|${code}|1523019999|0|Тест|Примеров|Ученик|000.00|12|2|1|000.00|0`);
});

test('g7: of a pupil whom the school does not know any class’s school days count, not none', async () => {
  const { lines, run } = await campaign();
  const bytes = encodeCp1251(lines.map((each) => `${each}\r\n`).join(''));
  await run((context) => importAspList(context, MONTH, WINDOW, bytes));
  const refuse = (corrected: number) =>
    run((context) => decideAspRow(context, MONTH, 2, { decision: 'refuse', corrected, note: 'присъствен' }));
  await assert.rejects(refuse(22), refusedWith('correction_days_exceeded'));
  assert.equal(await refuse(21), 'started');
});

test('I7: the sealed list holds no name', async () => {
  const { lines, run } = await campaign();
  await run((context) => importAspList(context, MONTH, WINDOW, encodeCp1251(`${lines[0]}\r\n`)));
  const rows = await db.owner.selectFrom('asp_row').select('sealed').execute();
  assert.ok(rows.every(({ sealed }) => !sealed.includes('Ученик')));
});

test('a list with a mistake, or of another school or month, is not read in at all, and says where', async () => {
  const { lines, run, code } = await campaign();
  const [line = ''] = lines;
  const wrong: readonly [text: string, line: number, field: string | undefined][] = [
    [`${line}\r\nслучаен ред\r\n`, 2, undefined],
    [`${line}\r\n\r\n${line.replace('006.00', 'x')}\r\n`, 3, '8'],
    [`\r\n${line.replace('|11|', '|10|')}\r\n`, 2, '1'],
    [`${line}\r\n${line.replace(code, '9999999')}\r\n`, 2, '2'],
  ];
  for (const [text, at, field] of wrong) {
    await assert.rejects(
      run((context) => importAspList(context, MONTH, WINDOW, encodeCp1251(text))),
      ({ code: refusal, place }: VratarError) => {
        assert.deepEqual([refusal, place.line, place.field], ['file_row_invalid', at, field]);
        return true;
      },
    );
  }
  await assert.rejects(
    run((context) => actOnCampaign(context, MONTH, 'sign')),
    refusedWith('campaign_unknown'),
  );
});

test('each mistake of a list is named by its row in the file and its field', () => {
  const good = '2026|11|2200999|0|1523010012|А|Б|В|004.50|1|03';
  const wrong: readonly [value: string, field: number][] = [
    ['26', 0],
    ['13', 1],
    ['22009', 2],
    ['3', 3],
    ['', 4],
    ['', 5],
    ['шест', 8],
    ['3', 9],
    ['123', 10],
  ];
  const lines = wrong.map(([value, field]) => good.split('|').with(field, value).join('|'));
  const { rows, problems } = readAspList(encodeCp1251([good, '', ...lines, `${good}|`].join('\r\n')));
  assert.deepEqual(
    rows.map(({ row }) => row),
    [1],
  );
  assert.deepEqual(
    problems.map(({ row, field }) => [row, field]),
    [...wrong.map(([, field], index) => [index + 3, field]), [wrong.length + 3, undefined]],
  );
  for (const { row, text } of problems) assert.ok(text.startsWith(`[Ред: ${row}] `));
  assert.match(problems[6]?.text ?? '', /„шест“ в полето „отсъствия“/);
});

test('the reader takes a comma, and leaves the end mark of the file out', () => {
  const { rows, problems } = readAspList(
    Buffer.concat([encodeCp1251('2026|11|2200999|0|23010012|А|Б|В|004,50|1|03\r\n'), Buffer.from([26])]),
  );
  assert.deepEqual(problems, []);
  assert.deepEqual(
    [rows[0]?.identifier, rows[0]?.absences, rows[0]?.kind, rows[0]?.days],
    ['0023010012', 4.5, 'unsubscribed', 3],
  );
});
