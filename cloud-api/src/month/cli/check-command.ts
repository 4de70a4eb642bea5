import { readFile } from 'node:fs/promises';
import { VratarError } from '@vratar/protocol/errors';
import { Command } from 'commander';
import { schoolDaysOf } from '../../attendance/decide/family-days.ts';
import { schoolsOf } from '../../attendance/reconcile/schools.ts';
import { SchoolCache } from '../../attendance/store/school-cache.ts';
import type { SchoolFacts } from '../../attendance/store/school-facts.ts';
import { setScope } from '../../db/index.ts';
import type { Toolbox } from '../../toolbox/index.ts';
import { knownPupils } from '../files/known-pupils.ts';
import { type ReadFile, readNeispuo } from '../files/read-neispuo.ts';
import { type Expected, validateNeispuo } from '../files/validate-neispuo.ts';
import { lastDayOf, type Month, schoolYearOf } from '../month.ts';
import { monthArgument } from './month-argument.ts';

type Tools = Pick<Toolbox, 'withDatabase' | 'vault'>;

interface Options {
  readonly month: Month;
  readonly institution?: string;
  readonly school?: string;
}

/** `vratar-cloud month check`: by the rules of the format alone, or also by who is a pupil of a school here. */
export function checkCommand(tools: Tools): Command {
  return new Command('check')
    .description('check an import file by the rules of НЕИСПУО; exit code 1 when it would be rejected')
    .argument('<file>')
    .option('--institution <code>', 'institution code, 7 digits; needs no database')
    .option(
      '--school <code>',
      'institution code or id of a school here: its pupils and school days are checked as well',
    )
    .requiredOption('--month <month>', 'YYYY-MM', monthArgument)
    .action((path: string, options: Options) => check(tools, path, options));
}

/** @throws VratarError `argument_invalid`, `school_unknown` */
async function check(tools: Tools, path: string, options: Options): Promise<void> {
  const file = readNeispuo(await readFile(path));
  const { month } = options;
  const due = { schoolYear: schoolYearOf(month), month: Number(month.slice(5, 7)) };
  const problems = validateNeispuo(file, { ...due, ...(await whose(tools, file, options)) });
  for (const { text } of problems) process.stdout.write(`${text}\n`);
  if (problems.length > 0) process.exitCode = 1;
}

async function whose(
  tools: Tools,
  file: ReadFile,
  { institution, school, month }: Options,
): Promise<Pick<Expected, 'institution' | 'known' | 'schoolDays'>> {
  if (school === undefined) {
    if (institution === undefined)
      throw new VratarError(
        'argument_invalid',
        { why: 'give --institution or --school' },
        { field: '--institution' },
      );
    return { institution };
  }
  const vault = await tools.vault();
  return tools.withDatabase(async (db) => {
    const [found, ...more] = await schoolsOf(db, school);
    if (found === undefined || more.length > 0)
      throw new VratarError('school_unknown', { code: school }, { field: '--school' });
    return db.transaction().execute(async (trx) => {
      await setScope(trx, { school: found.id });
      const known = await knownPupils(trx, vault, found.id, file);
      const facts = (await new SchoolCache().current(trx, [found.id])).get(found.id);
      const schoolDays = facts && mostSchoolDays(facts, month);
      return { institution: found.code, known, ...(schoolDays && { schoolDays }) };
    });
  });
}

/** School days of the class that has most of them in a month. */
const mostSchoolDays = (facts: SchoolFacts, month: Month): number =>
  Math.max(
    0,
    ...[...facts.calendar.classes.keys()].map((id) => schoolDaysOf(facts, id, month, lastDayOf(month))),
  );
