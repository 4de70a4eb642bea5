import { VratarError } from '@vratar/protocol/errors';
import type { Kysely } from 'kysely';
import { type AddSchoolRoute, exactly, fileOf } from '../../api/index.ts';
import { audit } from '../../audit/index.ts';
import { type Database, inSchool } from '../../db/index.ts';
import { monthFile } from '../files/month-file.ts';
import { totalsHash } from '../submission/read-facts.ts';
import { monthTotals } from '../totals/month-totals.ts';
import { monthOfName } from './month-param.ts';
import { MonthName } from './schema.ts';

/** The text of НЕИСПУО is windows-1251; a browser must not touch it. */
const TEXT = 'text/plain; charset=windows-1251';

/**
 * The import file of НЕИСПУО.
 * @param jobs sees all schools: names of pupils who have moved since are with their new school
 */
export function fileRoutes(add: AddSchoolRoute, jobs: Kysely<Database>): void {
  add({
    method: 'GET',
    url: '/months/:month/file',
    summary: 'Download the import file of НЕИСПУО',
    description:
      'Names and identifiers are in it: the download is logged, and the file is made anew each time.',
    tag: 'month',
    act: 'month.sign',
    params: exactly({ month: MonthName }),
    answer: fileOf(TEXT),
    handle: async ({ trx, vault, school, account, params }) => {
      const month = monthOfName(params.month);
      const submission = await trx
        .selectFrom('month_submission')
        .select('file_hash')
        .where('school', '=', school)
        .where('month', '=', month)
        .executeTakeFirst();
      if (!submission?.file_hash) throw new VratarError('not_generated');
      if (!submission.file_hash.equals(totalsHash(await monthTotals(trx, school, month)))) {
        throw new VratarError('month_outdated');
      }
      const file = await inSchool(jobs, { school, account }, (all) => monthFile(all, vault, school, month));
      await audit(trx, {
        action: 'list_exported',
        subject: `month:${month}`,
        detail: { what: 'neispuo', rows: file.rows.length },
      });
      return { type: TEXT, name: file.name, bytes: file.bytes };
    },
  });
}
