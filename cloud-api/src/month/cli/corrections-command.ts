import { VratarError } from '@vratar/protocol/errors';
import { Command, Option } from 'commander';
import { sql } from 'kysely';
import { accountByLogin } from '../../accounts/find-account.ts';
import { schoolsOf } from '../../attendance/reconcile/schools.ts';
import { setScope } from '../../db/index.ts';
import type { Toolbox } from '../../toolbox/index.ts';
import { answerCorrection } from '../corrections/answer.ts';
import { signersOf } from '../notices/recipients.ts';

type Tools = Pick<Toolbox, 'withDatabase' | 'vault' | 'now'>;

/** `vratar-cloud month corrections` and `month correct`. */
export function correctionCommands(tools: Tools): readonly Command[] {
  const list = new Command('corrections')
    .description('open corrections of signed months, one JSON line each, without names')
    .requiredOption('--school <code>', 'institution code or id; all for every school')
    .action((options: { school: string }) => print(tools, options.school));
  const answer = new Command('correct')
    .description('answer an open correction in the name of who signs for the school')
    .argument('<id>')
    .requiredOption('--as <login>', 'account of the principal or of a delegate')
    .addOption(new Option('--answer <state>').choices(['sent', 'dismissed']).makeOptionMandatory())
    .requiredOption('--note <text>', 'why, or the number of the letter; never a name')
    .action((id: string, options: Answer) => give(tools, id, options));
  return [list, answer];
}

interface Answer {
  readonly as: string;
  readonly answer: 'sent' | 'dismissed';
  readonly note: string;
}

async function print(tools: Tools, wish: string): Promise<void> {
  await tools.withDatabase(async (db) => {
    for (const { id: school, code } of await schoolsOf(db, wish)) {
      const rows = await db
        .selectFrom('correction')
        .selectAll()
        .where('school', '=', school)
        .where('state', '=', 'open')
        .orderBy('noted_at')
        .execute();
      for (const row of rows) {
        const line = {
          code,
          id: row.id,
          month: row.month.slice(0, 7),
          person: row.person,
          signed: { unexcused: row.signed_unexcused_halves / 2, excused: row.signed_excused_halves / 2 },
          now: { unexcused: row.now_unexcused_halves / 2, excused: row.now_excused_halves / 2 },
        };
        process.stdout.write(`${JSON.stringify(line)}\n`);
      }
    }
  });
}

/** @throws VratarError `correction_unknown`, `not_principal`, `note_required` */
async function give(tools: Tools, id: string, { as, answer, note }: Answer): Promise<void> {
  const vault = await tools.vault();
  const now = tools.now();
  await tools.withDatabase((db) =>
    db.transaction().execute(async (trx) => {
      const { rows } = await sql<{ school: string }>`
        select school from correction where id::text = ${id} and state = 'open'`.execute(trx);
      const school = rows[0]?.school;
      if (school === undefined) throw new VratarError('correction_unknown');
      const account = await accountByLogin(trx, vault, as);
      const signs = (await signersOf(trx, school, now)).includes(account);
      await setScope(trx, { school, account });
      const actor = { school, account, classes: 'all', signs } as const;
      await answerCorrection({ trx, actor, now: now.getTime() }, id, { state: answer, note });
    }),
  );
}
