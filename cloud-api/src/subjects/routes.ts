import { type Static, Type } from 'typebox';
import type { ActContext } from '../accounts/context.ts';
import { type AddSchoolRoute, ById, exactly, fileOf } from '../api/index.ts';
import { setScope } from '../db/index.ts';
import { REPORT_LANGUAGES } from '../reports/table.ts';
import type { TransferParts } from '../roster/routes/enrolment-routes.ts';
import { copyPdf } from './copy-pdf.ts';
import { PersonExport } from './export-schema.ts';
import { type CopyFormat, readExport } from './read-export.ts';

const HELD =
  'Everything that the school holds of the person, by table. Others are told by role, relation and initials. The export is logged, and whoever may ask who looked at the person sees it.';

/** A copy of somebody's data for that person (GDPR 15, D16). */
export function exportRoutes(route: AddSchoolRoute, { jobs }: TransferParts): void {
  const read = (
    { trx, vault, school, account, now, params }: ActContext & { readonly params: Static<typeof ById> },
    format: CopyFormat,
  ) =>
    jobs.transaction().execute(async (wide) => {
      await setScope(wide, { school, account });
      return readExport({ trx, wide, vault, school, person: params.id }, format, now);
    });
  const shared = { method: 'GET', tag: 'people', act: 'subjects.export', perMinute: 20 } as const;

  route({
    ...shared,
    url: '/people/:id/export',
    summary: 'Export everything that is held of a person',
    description: HELD,
    params: ById,
    answer: PersonExport,
    handle: async (input) => (await read(input, 'json')) as never,
  });

  route({
    ...shared,
    url: '/people/:id/export/document',
    summary: 'Export what is held of a person as a document to read',
    description: HELD,
    params: ById,
    query: exactly({ language: Type.Optional(Type.Enum([...REPORT_LANGUAGES])) }),
    answer: fileOf('application/pdf'),
    handle: async ({ query, ...input }) => {
      const copy = await read(input, 'pdf');
      const bytes = await copyPdf(copy, query.language ?? 'bg');
      return { type: 'application/pdf', name: `person-${copy.person.accountNo}.pdf`, bytes };
    },
  });
}
