import { VratarError } from '@vratar/protocol/errors';
import { Command } from 'commander';
import type { Toolbox } from '../../toolbox/index.ts';
import { SchoolCache } from '../store/school-cache.ts';
import { eachOf } from './each-of.ts';
import { type DayDone, runDays } from './run.ts';
import { schoolsOf } from './schools.ts';

interface Options {
  readonly school: string;
  readonly from: string;
  readonly to: string;
  readonly dryRun: boolean;
}

/** Exit code of a comparison that found something. */
const DIFFERS = 3;

/** Schools at a time: while the database works for one, the others are computed. */
const AT_ONCE = 3;

const DESCRIPTIONS = {
  rebuild: 'compute student-days again from the stored facts; an interrupted run goes on where it stopped',
  reconcile: 'rebuild, and compare each day with what its gateways counted when they closed it',
} as const;

/** `attendance rebuild` and `attendance reconcile`: one JSON line for each day in which something differs. */
export function runCommand(
  kind: keyof typeof DESCRIPTIONS,
  tools: Pick<Toolbox, 'withDatabase' | 'now'>,
): Command {
  return new Command(kind)
    .description(DESCRIPTIONS[kind])
    .requiredOption('--school <code>', 'institution code or id; all for every school')
    .requiredOption('--from <date>', 'first local date, YYYY-MM-DD', isoDate)
    .requiredOption('--to <date>', 'last local date, YYYY-MM-DD', isoDate)
    .option('--dry-run', 'only compare, write nothing; exit code 3 when something differs', false)
    .action((options: Options) => run(kind, options, tools));
}

async function run(
  kind: keyof typeof DESCRIPTIONS,
  options: Options,
  tools: Pick<Toolbox, 'withDatabase' | 'now'>,
): Promise<void> {
  const { from, to, dryRun } = options;
  const cache = new SchoolCache();
  const now = () => tools.now().getTime();
  let wrong = 0;
  await tools.withDatabase(async (db) => {
    const schools = await schoolsOf(db, options.school);
    await eachOf(schools, AT_ONCE, async ({ id, code }, index) => {
      let days = 0;
      for await (const done of runDays(db, { kind, school: id, from, to, dryRun, cache, now })) {
        days += 1;
        progress(`school ${code} (${index + 1} of ${schools.length}), ${done.report.day}, day ${days}`);
        if (!differs(done)) continue;
        wrong += 1;
        process.stdout.write(`${JSON.stringify({ code, ...done.report, open: done.open })}\n`);
      }
    });
  });
  progress(`${wrong} days ${dryRun ? 'differ' : 'differed and were written'}`, true);
  if (dryRun && wrong > 0) process.exitCode = DIFFERS;
}

const differs = ({ report, open }: DayDone): boolean =>
  report.missing + report.different + report.surplus + report.alarms + open.length > 0 ||
  report.sharedChanged;

/** On a terminal one line that changes; in a log only how it ended. */
function progress(text: string, last = false): void {
  if (process.stderr.isTTY === true) process.stderr.write(`\r\u001b[K${text}${last ? '\n' : ''}`);
  else if (last) process.stderr.write(`${text}\n`);
}

function isoDate(text: string): string {
  const at = Date.parse(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(at) || !new Date(at).toISOString().startsWith(text)) {
    throw new VratarError('date_invalid', { found: text });
  }
  return text;
}
