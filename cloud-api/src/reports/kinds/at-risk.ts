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
import { type RiskLimits, reasonsIn, type Selection } from './risk-reasons.ts';
import type { YearTotals } from './year-totals.ts';

/** Pupils above the limits of the school, with the reasons why they are in the selection. */
export function atRiskReport(
  totals: readonly YearTotals[],
  selection: Selection,
  limits: RiskLimits,
  asOf: string,
  frame: ReportFrame,
): ReportTable {
  const { language } = frame;
  const selected = totals.filter((row) => reasonsIn(selection, row, limits).length > 0);
  return {
    language,
    title: word(selection === 'risk' ? 'title_at_risk' : 'title_dropout', language),
    subtitle: subtitleOf(frame, [textOf(frame).date(asOf)]),
    columns: titles(frame, ['class', 'name', 'total', 'unexcused', 'carried', 'reason']),
    rows: inBookOrder(selected, frame).map((row) => [
      classOf(frame, row.class),
      nameOf(frame, row.person),
      (row.unexcusedHalves + row.excusedHalves) / 2,
      row.unexcusedHalves / 2,
      row.carriedHalves / 2,
      reasonsIn(selection, row, limits)
        .map((reason) => word(`risk_${reason}`, language))
        .join('; '),
    ]),
    wide: [1, 5],
    narrow: [],
    legend: [
      selection === 'risk'
        ? word('limits', language, {
            total: limits.riskTotal,
            unexcused: limits.riskUnexcused,
            preschool: limits.riskUnexcusedPreschool,
          })
        : word('limits_dropout', language, {
            unexcused: limits.dropoutUnexcused,
            preschool: limits.dropoutUnexcusedPreschool,
          }),
    ],
  };
}
