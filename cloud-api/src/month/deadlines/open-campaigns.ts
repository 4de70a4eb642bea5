import type { Kysely } from 'kysely';
import type { Database } from '../../db/index.ts';
import { addMonths, type Month, monthOf } from '../month.ts';
import { once } from '../notices/once.ts';
import { tellSigners } from '../notices/tell-signers.ts';
import { MINISTRY, submissionWindow } from '../submission/window.ts';
import { monthTotals } from '../totals/month-totals.ts';

export interface Opened {
  readonly school: string;
  readonly month: Month;
}

/**
 * Opens the month before for every school that had days in it, once its campaign has begun; and tells a school whose
 * classes are all checked off and have no unexcused absence that its declaration is due (M13).
 */
export async function openCampaigns(db: Kysely<Database>, now: number): Promise<Opened[]> {
  const month = addMonths(monthOf(MINISTRY.dateOf(now)), -1);
  const { opens, closes } = await submissionWindow(db, month);
  if (now < opens || now >= closes) return [];
  const opened: Opened[] = [];
  for (const school of await schoolsWithDays(db, month)) {
    const occasion = { school, kind: 'absences', month, closes } as const;
    const isNew = await once(db, { ...occasion, step: 'opened' }, async (trx) => {
      await trx
        .insertInto('month_submission')
        .values({ school, month, state: 'draft', file_hash: null })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await trx
        .insertInto('month_act')
        .values({ school, month, act: 'opened', account: null, detail: '{}' })
        .execute();
      await tellSigners(trx, school, 'month_opened', { month, until: closes }, now);
    });
    if (isNew) opened.push({ school, month });
    if (!(await isDeclarationDue(db, school, month))) continue;
    await once(db, { ...occasion, step: 'declare' }, (trx) =>
      tellSigners(trx, school, 'declaration_due', { month, until: closes }, now),
    );
  }
  return opened;
}

/** Schools with a settled school day in a month. */
export async function schoolsWithDays(db: Kysely<Database>, month: Month): Promise<string[]> {
  const rows = await db
    .selectFrom('school_day')
    .select('school')
    .distinct()
    .where('day', '>=', month)
    .where('day', '<', addMonths(month, 1))
    .where('settled', '=', true)
    .orderBy('school')
    .execute();
  return rows.map(({ school }) => school);
}

async function isDeclarationDue(db: Kysely<Database>, school: string, month: Month): Promise<boolean> {
  const submission = await db
    .selectFrom('month_submission')
    .select('state')
    .where('school', '=', school)
    .where('month', '=', month)
    .executeTakeFirst();
  if (submission?.state !== 'checked') return false;
  return (await monthTotals(db, school, month)).every((row) => row.unexcusedHalves === 0);
}
