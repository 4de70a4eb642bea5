import { Type } from 'typebox';
import type { ActContext } from '../../accounts/context.ts';
import {
  type AddSchoolRoute,
  ById,
  Day,
  exactly,
  fileOf,
  nothing,
  pageOf,
  pageQuery,
  readPage,
} from '../../api/index.ts';
import { schoolToday } from '../../people/school-today.ts';
import { namesSeen } from '../../roster/read/names-seen.ts';
import { rosterContext } from '../../roster/routes/context.ts';
import { applyImport } from '../apply-import.ts';
import type { ImportContext } from '../plan.ts';
import { planImport } from '../plan-import.ts';
import { importTemplate } from '../template.ts';
import { undoImport } from '../undo-import.ts';
import { reportView } from './report-view.ts';
import { AppliedView, ImportKindField, ImportView, ReportView } from './schema.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const FILES = ['text/csv', XLSX, 'application/octet-stream'];
const Asked = exactly({
  kind: ImportKindField,
  date: Type.Optional(Day),
  removeMissing: Type.Optional(
    Type.Boolean({ description: 'The file is complete: who is not in it has left.' }),
  ),
});

/** Rosters, staff, guardians and timetables from files: look first, then apply, and take back. */
export function importRoutes(route: AddSchoolRoute): void {
  route({
    method: 'POST',
    url: '/imports/plan',
    summary: 'Show what a file would change, and change nothing',
    description: 'CSV or XLSX, in UTF-8 or windows-1251. Errors come with row and column.',
    tag: 'imports',
    act: 'roster.change',
    perMinute: 30,
    query: Asked,
    upload: FILES,
    answer: ReportView,
    handle: async ({ query, body, ...input }) => {
      const context = await importContext(input, query);
      const { report } = await planImport(context, query.kind, body);
      await namesSeen(input.trx, `school:${input.school}`, 'import plan');
      return reportView(report);
    },
  });

  route({
    method: 'POST',
    url: '/imports',
    summary: 'Import a file: all of it or, if one row is wrong, nothing',
    description:
      'The same file again changes nothing. `id` is for taking it back; it is absent when nothing changed.',
    tag: 'imports',
    act: 'roster.change',
    programs: true,
    perMinute: 30,
    query: Asked,
    upload: FILES,
    answer: AppliedView,
    status: 201,
    handle: async ({ query, body, ...input }) => {
      const context = await importContext(input, query);
      const { id, report } = await applyImport(context, query.kind, body);
      return { ...(id === undefined ? {} : { id }), report: reportView(report) };
    },
  });

  route({
    method: 'GET',
    url: '/imports',
    summary: 'List imports, the latest first',
    tag: 'imports',
    act: 'roster.change',
    query: pageQuery({}),
    answer: pageOf(ImportView),
    handle: async ({ trx, school, query }) => {
      const rows = trx
        .selectFrom('roster_import')
        .select(['id', 'kind', 'added', 'changed', 'removed', 'applied_at', 'undone_at'])
        .where('school', '=', school);
      const order = { by: ['applied_at', 'id'], direction: 'desc', list: 'imports' } as const;
      const { items, ...next } = await readPage(rows, order, query);
      const imports = items.map(({ applied_at, undone_at, ...row }) => ({
        ...row,
        appliedAt: applied_at.toISOString(),
        ...(undone_at === null ? {} : { undoneAt: undone_at.toISOString() }),
      }));
      return { items: imports, ...next };
    },
  });

  route({
    method: 'POST',
    url: '/imports/:id/undo',
    summary: 'Take an import back',
    tag: 'imports',
    act: 'roster.change',
    params: ById,
    body: exactly({}),
    answer: nothing,
    handle: ({ params, ...input }) => undoImport(rosterContext(input), params.id),
  });

  route({
    method: 'GET',
    url: '/import-templates/:kind',
    summary: 'Get an empty workbook with the right columns',
    tag: 'imports',
    act: 'roster.change',
    params: exactly({ kind: ImportKindField }),
    answer: fileOf(XLSX),
    handle: async ({ params: { kind } }) => ({
      type: XLSX,
      name: `${kind}.xlsx`,
      bytes: await importTemplate(kind),
    }),
  });
}

async function importContext(
  input: ActContext,
  asked: { readonly date?: string; readonly removeMissing?: boolean },
): Promise<ImportContext> {
  const date = asked.date ?? (await schoolToday(input.trx, input.school, input.now));
  return { ...rosterContext(input), date, removeMissing: asked.removeMissing ?? false };
}
