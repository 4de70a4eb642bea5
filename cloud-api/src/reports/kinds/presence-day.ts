import { cameAndLeft, timeInside } from '../local-text.ts';
import type { DayLine } from '../read-day-lines.ts';
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

/** Who came, when, and for how long, on one date. */
export function presenceDay(lines: readonly DayLine[], day: string, frame: ReportFrame): ReportTable {
  const { language } = frame;
  const text = textOf(frame);
  const isOpen = lines.some(({ settled }) => !settled);
  return {
    language,
    title: word('title_day', language),
    subtitle: subtitleOf(frame, [`${text.weekday(day)} ${text.date(day)}${isOpen ? '*' : ''}`]),
    columns: titles(frame, ['class', 'name', 'came', 'left', 'inside', 'unexcused', 'excused', 'review']),
    rows: inBookOrder(lines, frame).map((line) => [
      classOf(frame, line.class),
      nameOf(frame, line.person),
      ...cameAndLeft(line, text),
      timeInside(line, frame.madeAt),
      line.unexcusedHalves / 2,
      line.excusedHours,
      line.review,
    ]),
    wide: [1],
    narrow: [],
    legend: [word('doubtful', language), ...(isOpen ? [word('unsettled', language)] : [])],
  };
}
