import { VratarError } from '@vratar/protocol/errors';
import { sql, type Transaction } from 'kysely';
import type { Database } from '../../db/index.ts';
import type { Profile, Vault } from '../../vault/index.ts';
import { addMonths, type Month, schoolYearOf } from '../month.ts';
import { monthTotals, type PersonMonth } from '../totals/month-totals.ts';
import type { NeispuoRow } from './neispuo-row.ts';
import { readNeispuo } from './read-neispuo.ts';
import { validateNeispuo } from './validate-neispuo.ts';
import { neispuoFileName, writeNeispuo } from './write-neispuo.ts';

export interface MonthFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly rows: readonly NeispuoRow[];
  /** Pupils with absences who have been erased since the month was signed: nobody can name them any more. */
  readonly erased: number;
}

/**
 * The import file of a school's month: everybody with absences. A pupil who has moved to another school since is still
 * in it, by the rows of this school; whoever has been erased is not. What НЕИСПУО would refuse is refused here, with its row.
 * @throws VratarError `file_identifier_missing`, `file_encoding`, `file_row_invalid`
 * @param trx connected as `jobs`: the names of who moved are with the other school now
 */
export async function monthFile(
  trx: Transaction<Database>,
  vault: Vault,
  school: string,
  month: Month,
): Promise<MonthFile> {
  const { code } = await trx
    .selectFrom('school')
    .select('code')
    .where('id', '=', school)
    .executeTakeFirstOrThrow();
  const absent = (await monthTotals(trx, school, month)).filter(
    (row) => row.unexcusedHalves > 0 || row.excusedHalves > 0,
  );
  const erased = await erasedPeople(
    trx,
    absent.map((row) => row.person),
  );
  const totals = absent.filter((row) => !erased.has(row.person));
  const name = neispuoFileName(code, schoolYearOf(month), Number(month.slice(5, 7)));
  const people = await profilesOf(
    trx,
    vault,
    totals.map((row) => row.person),
  );
  const classes = await classNames(trx, school);
  const left = await leftDates(trx, school, month);
  const rows = totals
    .map((row) => rowOf(row, code, month, people.get(row.person), classes.get(row.class) ?? '', left))
    .sort((a, b) => a.grade - b.grade || compare(a.className, b.className) || compare(a.last, b.last));
  const bytes = writeNeispuo(rows, name);
  if (rows.length > 0) assertTaken(bytes, name, code, month);
  return { name, rows, bytes, erased: erased.size };
}

async function erasedPeople(
  trx: Transaction<Database>,
  people: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await trx
    .selectFrom('person')
    .select('id')
    .where(sql<boolean>`id = any(${people})`)
    .where('erased_at', 'is not', null)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

function assertTaken(bytes: Buffer, file: string, institution: string, month: Month): void {
  const expected = { institution, schoolYear: schoolYearOf(month), month: Number(month.slice(5, 7)) };
  const [problem] = validateNeispuo(readNeispuo(bytes), expected);
  if (problem === undefined) return;
  const place = {
    file,
    line: problem.row,
    ...(problem.field === undefined ? {} : { field: String(problem.field) }),
  };
  throw new VratarError('file_row_invalid', { why: problem.text }, place);
}

const compare = (a: string, b: string): number => a.localeCompare(b, 'bg');

interface Opened {
  readonly profile: Profile;
  readonly type: 0 | 1 | 2 | null;
}

async function profilesOf(
  trx: Transaction<Database>,
  vault: Vault,
  persons: readonly string[],
): Promise<ReadonlyMap<string, Opened>> {
  const opened = new Map<string, Opened>();
  for (let start = 0; start < persons.length; start += 5_000) {
    const rows = await trx
      .selectFrom('person')
      .innerJoin('person_key', 'person_key.person', 'person.id')
      .select([
        'person.id',
        'person.school',
        'person.profile',
        'person.identifier_type',
        'person_key.version',
        'person_key.wrapped',
      ])
      .where('person.id', 'in', persons.slice(start, start + 5_000))
      .where('person.profile', 'is not', null)
      .execute();
    for (const row of rows) {
      const own = await vault.school(trx, row.school);
      const profile = own.openProfile(row.id, row, row.profile as Buffer);
      opened.set(row.id, { profile, type: row.identifier_type });
    }
  }
  return opened;
}

async function classNames(trx: Transaction<Database>, school: string): Promise<ReadonlyMap<string, string>> {
  const rows = await trx.selectFrom('class').select(['id', 'name']).where('school', '=', school).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Last days of those who left the school in the month. */
async function leftDates(
  trx: Transaction<Database>,
  school: string,
  month: Month,
): Promise<ReadonlyMap<string, string>> {
  const rows = await trx
    .selectFrom('enrolment as e')
    .select(['e.person', 'e.last_day'])
    .where('e.school', '=', school)
    .where('e.withdrawn_at', 'is', null)
    .where('e.last_day', '>=', month)
    .where('e.last_day', '<', addMonths(month, 1))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('enrolment as later')
            .select('later.id')
            .whereRef('later.person', '=', 'e.person')
            .whereRef('later.school', '=', 'e.school')
            .where('later.withdrawn_at', 'is', null)
            .whereRef('later.first_day', '>', 'e.first_day'),
        ),
      ),
    )
    .execute();
  return new Map(rows.map((row) => [row.person, row.last_day as string]));
}

function rowOf(
  row: PersonMonth,
  institution: string,
  month: Month,
  person: Opened | undefined,
  className: string,
  left: ReadonlyMap<string, string>,
): NeispuoRow {
  const identifier = person?.profile.identifier;
  if (person === undefined || identifier === undefined) {
    throw new VratarError('file_identifier_missing', { person: row.person });
  }
  const { first, middle = '', last } = person.profile;
  return {
    institution,
    schoolYear: schoolYearOf(month),
    month: Number(month.slice(5, 7)),
    identifierType: person.type ?? -1,
    identifier,
    first,
    middle,
    last,
    grade: row.grade,
    classCode: '',
    groupCode: '',
    className,
    attends: true,
    left: left.get(row.person),
    excused: row.excusedHalves * 50,
    unexcused: row.unexcusedHalves * 50,
  };
}
