import { audit } from '../audit/index.ts';
import { toCsv } from './formats/to-csv.ts';
import { toPdf } from './formats/to-pdf.ts';
import { toXlsx } from './formats/to-xlsx.ts';
import { type ReportSources, readReport } from './read-report.ts';
import type { ReportContext, ReportRequest } from './request.ts';
import { word } from './words.ts';

/** Forms in which a report leaves the system. */
export const REPORT_FORMATS = ['csv', 'xlsx', 'pdf'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export interface ExportedReport {
  /** ASCII, without a name of a person. */
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
  readonly rows: number;
}

export const MEDIA_TYPES: Readonly<Record<ReportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
};

/**
 * Makes a report, and logs that it was taken out, in one transaction. A PDF names the entry of the log on each page, so
 * that a copy that is found leads to whoever made it.
 */
export async function exportReport(
  sources: ReportSources,
  context: ReportContext,
  request: ReportRequest,
  format: ReportFormat,
): Promise<ExportedReport> {
  const table = await readReport(sources, context, request);
  const { kind, ...about } = request;
  const entry = await audit(sources.trx, {
    action: 'list_exported',
    subject: `report:${kind}`,
    detail: { ...about, format, rows: table.rows.length },
  });
  const { language } = context;
  const mark = `${word('export', language)} ${entry}. ${word('personal', language)}`;
  return {
    fileName: `${kind}-${'month' in request ? request.month.slice(0, 7) : request.day}.${format}`,
    mediaType: MEDIA_TYPES[format],
    bytes:
      format === 'csv' ? toCsv(table) : format === 'xlsx' ? await toXlsx(table) : await toPdf(table, mark),
    rows: table.rows.length,
  };
}
