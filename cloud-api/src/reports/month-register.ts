import type { PersonMonth } from '../month/totals/month-totals.ts';
import { type RiskLimits, riskReasons } from './at-risk.ts';
import type { ReportLanguage, ReportTable } from './table.ts';
import { word } from './words.ts';

/** What a report needs to name people and classes. */
export interface ReportNames {
  readonly people: ReadonlyMap<string, string>;
  readonly classes: ReadonlyMap<string, string>;
}

export interface ReportOptions {
  readonly language: ReportLanguage;
  readonly names: ReportNames;
  readonly subtitle: string;
}

/** The month of a class or a school, one row a pupil, ordered by class and name. */
export function monthRegister(totals: readonly PersonMonth[], options: ReportOptions): ReportTable {
  const { language } = options;
  return {
    title: word('register', language),
    subtitle: options.subtitle,
    columns: (['class', 'name', 'excused', 'unexcused', 'late', 'review'] as const).map((key) =>
      word(key, language),
    ),
    rows: ordered(totals, options).map(({ row, className, name }) => [
      className,
      name,
      row.excusedHalves / 2,
      row.unexcusedHalves / 2,
      row.lates,
      row.review,
    ]),
  };
}

/** Pupils at risk, with the reasons why they are in the selection. */
export function atRiskReport(
  totals: readonly PersonMonth[],
  limits: RiskLimits,
  options: ReportOptions,
): ReportTable {
  const { language } = options;
  const selected = totals.filter((row) => riskReasons(row, limits).length > 0);
  return {
    title: word('at_risk', language),
    subtitle: options.subtitle,
    columns: (['class', 'name', 'total', 'unexcused', 'reason'] as const).map((key) => word(key, language)),
    rows: ordered(selected, options).map(({ row, className, name }) => [
      className,
      name,
      (row.unexcusedHalves + row.excusedHalves) / 2,
      row.unexcusedHalves / 2,
      riskReasons(row, limits)
        .map((reason) => word(`risk_${reason}`, language))
        .join('; '),
    ]),
  };
}

function ordered(totals: readonly PersonMonth[], { names, language }: ReportOptions) {
  return totals
    .map((row) => ({
      row,
      className: names.classes.get(row.class) ?? '',
      name: names.people.get(row.person) ?? row.person,
    }))
    .sort(
      (a, b) =>
        a.row.grade - b.row.grade ||
        a.className.localeCompare(b.className, language) ||
        a.name.localeCompare(b.name, language),
    );
}
