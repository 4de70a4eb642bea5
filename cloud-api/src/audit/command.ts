import { Command } from 'commander';
import type { Kysely } from 'kysely';
import type { Database } from '../db/index.ts';
import { type ChainReport, verifyAudit } from './verify.ts';

/**
 * `vratar-cloud audit …`
 * @param withDatabase gives the work a connection that sees all schools, and closes it
 */
export function auditCommand(
  withDatabase: <T>(work: (db: Kysely<Database>) => Promise<T>) => Promise<T>,
): Command {
  const verify = new Command('verify')
    .description('recompute the hash chains of the audit log; exit code 1 when one is broken')
    .option('--json', 'one JSON line a chain')
    .action(async (options: { json?: boolean }) => {
      await withDatabase(async (db) => {
        for await (const report of verifyAudit(db)) {
          process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : describe(report));
          if (report.problem !== undefined) process.exitCode = 1;
        }
      });
    });
  return new Command('audit').description('the log of who saw and did what').addCommand(verify);
}

function describe({ chain, entries, head, problem }: ChainReport): string {
  const state = problem === undefined ? 'whole' : `BROKEN at entry ${problem.n} (${problem.why})`;
  return `${chain}  ${entries} entries  ${state}  head ${head}\n`;
}
