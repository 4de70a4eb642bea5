import {
  classOf,
  inBookOrder,
  nameOf,
  type ReportFrame,
  subtitleOf,
  textOf,
  titles,
} from '../report-frame.ts';
import type { ReportTable } from '../table.ts';
import { word } from '../words.ts';
import { type RiskLimits, riskReasons } from './risk-reasons.ts';
import type { YearTotals } from './year-totals.ts';

/** Pupils above the limits of the school, with the reasons why they are in the selection. */
export function atRiskReport(
  totals: readonly YearTotals[],
  limits: RiskLimits,
  asOf: string,
  frame: ReportFrame,
): ReportTable {
  const { language } = frame;
  const selected = totals.filter((row) => riskReasons(row, limits).length > 0);
  return {
    language,
    title: word('title_at_risk', language),
    subtitle: subtitleOf(frame, [textOf(frame).date(asOf)]),
    columns: titles(frame, ['class', 'name', 'total', 'unexcused', 'carried', 'reason']),
    rows: inBookOrder(selected, frame).map((row) => [
      classOf(frame, row.class),
      nameOf(frame, row.person),
      (row.unexcusedHalves + row.excusedHalves) / 2,
      row.unexcusedHalves / 2,
      row.carriedHalves / 2,
      riskReasons(row, limits)
        .map((reason) => word(`risk_${reason}`, language))
        .join('; '),
    ]),
    wide: [1, 5],
    narrow: [],
    legend: [
      word('limits', language, {
        total: limits.riskTotal,
        unexcused: limits.riskUnexcused,
        preschool: limits.riskUnexcusedPreschool,
      }),
    ],
  };
}
