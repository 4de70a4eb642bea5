import { timeInside } from '../local-text.ts';
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
import type { Cell, ReportTable } from '../table.ts';
import { word } from '../words.ts';

interface PupilWeek {
  readonly person: string;
  readonly class: string;
  readonly days: ReadonlyMap<string, DayLine>;
}

/**
 * Time in school by day, with the week's sum.
 * @param days dates of the week, in order
 */
export function presenceWeek(
  lines: readonly DayLine[],
  days: readonly string[],
  frame: ReportFrame,
): ReportTable {
  const { language } = frame;
  const text = textOf(frame);
  const shown = days.filter((day) => lines.some((line) => line.day === day && line.lessons.length > 0));
  const open = new Set(lines.filter(({ settled }) => !settled).map(({ day }) => day));
  const [first = '', last = ''] = [days[0], days.at(-1)];
  return {
    language,
    title: word('title_week', language),
    subtitle: subtitleOf(frame, [`${text.date(first)} – ${text.date(last)}`]),
    columns: [
      ...titles(frame, ['class', 'name']),
      ...shown.map((day) => `${text.weekday(day)} ${Number(day.slice(8))}${open.has(day) ? '*' : ''}`),
      word('sum', language),
    ],
    rows: inBookOrder(byPupil(lines), frame).map((pupil) => [
      classOf(frame, pupil.class),
      nameOf(frame, pupil.person),
      ...shown.map((day): Cell => {
        const line = pupil.days.get(day);
        return line === undefined ? '' : timeInside(line, frame.madeAt);
      }),
      weekSum([...pupil.days.values()], frame.madeAt),
    ]),
    wide: [1],
    narrow: [],
    legend: [word('doubtful', language), ...(open.size > 0 ? [word('unsettled', language)] : [])],
  };
}

/** A pupil who changed class in the week is shown in the later one. */
function byPupil(lines: readonly DayLine[]): PupilWeek[] {
  const pupils = new Map<string, { class: string; days: Map<string, DayLine> }>();
  for (const line of lines) {
    const known = pupils.get(line.person) ?? { class: line.class, days: new Map() };
    known.class = line.class;
    known.days.set(line.day, line);
    pupils.set(line.person, known);
  }
  return [...pupils].map(([person, { class: classId, days }]) => ({ person, class: classId, days }));
}

function weekSum(days: readonly DayLine[], now: number): Cell {
  const inside = days.map((line) => timeInside(line, now));
  return {
    minutes: inside.reduce((sum, { minutes }) => sum + minutes, 0),
    doubtful: inside.some(({ doubtful }) => doubtful),
  };
}
