import type { PersonMonth } from '../../month/totals/month-totals.ts';
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

/** The month of a class or a school, one row a pupil, ordered by class and name. */
export function monthTotalsReport(
  totals: readonly PersonMonth[],
  month: string,
  frame: ReportFrame,
): ReportTable {
  return {
    language: frame.language,
    title: word('title_month', frame.language),
    subtitle: subtitleOf(frame, [textOf(frame).month(month)]),
    columns: titles(frame, ['class', 'name', 'excused', 'unexcused', 'late', 'review']),
    rows: inBookOrder(totals, frame).map((row) => [
      classOf(frame, row.class),
      nameOf(frame, row.person),
      row.excusedHalves / 2,
      row.unexcusedHalves / 2,
      row.lates,
      row.review,
    ]),
    wide: [1],
    narrow: [],
    legend: [],
  };
}
