import { cameAndLeft, timeInside } from '../local-text.ts';
import type { DayLine } from '../read-day-lines.ts';
import { classOf, nameOf, type ReportFrame, subtitleOf, textOf, titles } from '../report-frame.ts';
import type { Cell, ReportTable } from '../table.ts';
import { word } from '../words.ts';
import { lessonSign, signLegend } from './lesson-signs.ts';

/** A pupil's month, one row a day on which there were lessons or the pupil came. */
export function personMonth(
  lines: readonly DayLine[],
  person: string,
  month: string,
  frame: ReportFrame,
): ReportTable {
  const { language } = frame;
  const text = textOf(frame);
  const days = lines.filter(({ lessons, intervals }) => lessons.length + intervals.length > 0);
  const most = Math.max(0, ...days.flatMap(({ lessons }) => lessons.map(({ n }) => n)));
  const numbers = Array.from({ length: most }, (_, index) => index + 1);
  const rows = days.map((line): Cell[] => {
    const byNumber = new Map(line.lessons.map((lesson) => [lesson.n, lesson]));
    return [
      `${text.weekday(line.day)} ${text.date(line.day)}${line.settled ? '' : '*'}`,
      ...cameAndLeft(line, text),
      timeInside(line, frame.madeAt),
      ...numbers.map((n) => {
        const lesson = byNumber.get(n);
        return lesson === undefined ? '' : lessonSign(lesson, language);
      }),
      line.excusedHours,
      line.unexcusedHalves / 2,
      line.review,
      remarks(line, frame),
    ];
  });
  const classId = days.at(-1)?.class;
  return {
    language,
    title: `${word('title_person', language)}: ${nameOf(frame, person)}`,
    subtitle: subtitleOf(frame, [classId === undefined ? '' : classOf(frame, classId), text.month(month)]),
    columns: [
      ...titles(frame, ['date', 'came', 'left', 'inside']),
      ...numbers.map(String),
      ...titles(frame, ['excused', 'unexcused', 'review', 'remarks']),
    ],
    rows: rows.length === 0 ? [] : [...rows, sumRow(days, numbers.length, frame)],
    wide: [4 + numbers.length + 3],
    narrow: [],
    legend: [
      ...signLegend(
        days.flatMap(({ lessons }) => lessons),
        language,
      ),
      word('doubtful', language),
      ...(days.some(({ settled }) => !settled) ? [word('unsettled', language)] : []),
    ],
  };
}

/** Only days that are over count. */
function sumRow(days: readonly DayLine[], lessons: number, frame: ReportFrame): Cell[] {
  const over = days.filter(({ settled }) => settled);
  const sum = (of: (line: DayLine) => number): number => over.reduce((total, line) => total + of(line), 0);
  const inside = over.map((line) => timeInside(line, frame.madeAt));
  return [
    word('sum', frame.language),
    '',
    '',
    {
      minutes: inside.reduce((total, { minutes }) => total + minutes, 0),
      doubtful: inside.some(({ doubtful }) => doubtful),
    },
    ...Array.from({ length: lessons }, () => ''),
    sum(({ excusedHours }) => excusedHours),
    sum(({ unexcusedHalves }) => unexcusedHalves) / 2,
    sum(({ review }) => review),
    '',
  ];
}

const FLAGS = {
  passback_suspected: 'flag_passback_suspected',
  stale_grant: 'flag_stale_grant',
  transit_bridged: 'flag_transit_bridged',
} as const;

function remarks(line: DayLine, { language }: ReportFrame): string {
  const known = line.flags.flatMap((flag) => (flag in FLAGS ? [FLAGS[flag as keyof typeof FLAGS]] : []));
  const words = [...(line.excusedDay ? (['excused_day'] as const) : []), ...known];
  return words.map((key) => word(key, language)).join('; ');
}
