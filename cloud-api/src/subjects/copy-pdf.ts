import type { Content } from 'pdfmake/interfaces.js';
import type { LessonResult } from '../attendance/fold/student-day.ts';
import { pageFooter } from '../reports/formats/page-footer.ts';
import { drawPdf } from '../reports/formats/pdf-fonts.ts';
import { lessonSign, signLegend } from '../reports/kinds/lesson-signs.ts';
import { LocalText } from '../reports/local-text.ts';
import type { ReportLanguage } from '../reports/table.ts';
import { word } from '../reports/words.ts';
import type { PersonCopy } from './read-export.ts';
import type { Kind, Row } from './section.ts';
import { SECTION_NAMES, SECTIONS, type SectionName } from './sections/index.ts';
import { codeText, columnText, recordText, SAID, sectionText } from './words/index.ts';

const GREY = '#555555';
type Lesson = { lesson: number; status: LessonResult['status']; leftEarly: boolean };

/** The copy for reading: who, what is held, table by table, and what one may do about it. */
export function copyPdf(copy: PersonCopy, language: ReportLanguage): Promise<Buffer> {
  const text = new LocalText(language, copy.school.timezone);
  const { code, name } = copy.school;
  const made = `${word('made', language)} ${text.moment(Date.parse(copy.madeAt))}`;
  const filled = SECTION_NAMES.filter((key) => copy.held[key].length > 0);
  const empty = SECTION_NAMES.filter((key) => copy.held[key].length === 0);
  const note = (said: string): Content => ({ text: said, margin: [0, 4, 0, 4] });
  return drawPdf({
    pageSize: 'A4',
    pageOrientation: 'landscape',
    pageMargins: [36, 40, 36, 44],
    defaultStyle: { fontSize: 8 },
    info: { title: SAID.title[language] },
    footer: pageFooter(`${word('export', language)} ${copy.entry}. ${word('personal', language)}`, language),
    content: [
      { text: SAID.title[language], fontSize: 16, bold: true },
      { text: [`${code} ${name}`, made].join(' · '), fontSize: 9, color: GREY, margin: [0, 2, 0, 8] },
      note(SAID.about[language]),
      record(copy, language, text),
      ...filled.flatMap((key) => table(key, copy.held[key], language, text)),
      ...(empty.length === 0 ? [] : [heading(SAID.nothing[language])]),
      note(empty.map((key) => sectionText(key, language)).join('; ')),
      heading(SAID.rights_title[language]),
      note(SAID.rights[language]),
    ],
  });
}

const heading = (text: string): Content => ({
  text,
  fontSize: 11,
  bold: true,
  margin: [0, 12, 0, 4],
  headlineLevel: 1,
});

function record({ person }: PersonCopy, language: ReportLanguage, text: LocalText): Content {
  const { id: _id, ...shown } = person;
  const said = (key: string, value: unknown): string => {
    if (key === 'enteredAt') return text.moment(Date.parse(String(value)));
    if (key === 'birthDate') return text.date(String(value));
    if (key === 'kind' || key === 'tracking') return codeText(String(value), language);
    return key === 'identifierType' ? (['ЕГН', 'ЛНЧ', 'ИДН'][Number(value)] ?? '') : String(value);
  };
  const body = Object.entries(shown).map(([key, value]) => [recordText(key, language), said(key, value)]);
  return { layout: 'lightHorizontalLines', table: { headerRows: 0, widths: [160, '*'], body } };
}

function table(key: SectionName, rows: readonly Row[], language: ReportLanguage, text: LocalText): Content[] {
  const columns = Object.entries(SECTIONS[key].columns as Readonly<Record<string, Kind>>).filter(([name]) =>
    rows.some((row) => row[name] !== undefined),
  );
  const header = columns.map(([name]) => ({ text: columnText(name, language), bold: true }));
  const body = rows.map((row) => columns.map(([name, kind]) => cell(kind, row[name], language, text)));
  const lessons = rows.flatMap((row) => ((row.lessons as Lesson[] | undefined) ?? []).map(resultOf));
  const legend = signLegend(lessons, language).join('   ');
  return [
    heading(`${sectionText(key, language)} (${rows.length})`),
    {
      layout: 'lightHorizontalLines',
      table: {
        headerRows: 1,
        keepWithHeaderRows: 1,
        dontBreakRows: true,
        widths: columns.map(([, kind]) => (kind === 'text' || kind === 'stays' ? '*' : 'auto')),
        body: [header, ...body],
      },
    },
    ...(legend === ''
      ? []
      : [{ text: legend, color: GREY, margin: [0, 4, 0, 0] as [number, number, number, number] }]),
  ];
}

const resultOf = ({ lesson, status, leftEarly }: Lesson): LessonResult => ({
  n: lesson,
  status,
  flags: leftEarly ? ['left_early'] : [],
});

function cell(kind: Kind, value: unknown, language: ReportLanguage, text: LocalText): string {
  if (value === undefined) return '';
  switch (kind) {
    case 'moment':
      return text.moment(Date.parse(String(value)));
    case 'day':
      return text.date(String(value));
    case 'month':
      return text.month(String(value));
    case 'flag':
      return SAID[value === true ? 'yes' : 'no'][language];
    case 'code':
      return codeText(String(value), language);
    case 'codes':
      return (value as string[]).map((code) => codeText(code, language)).join(', ');
    case 'lessons':
      return (value as Lesson[])
        .map((lesson) => `${lesson.lesson}${lessonSign(resultOf(lesson), language)}`)
        .join(' ');
    case 'stays':
      return (value as { from: string; until: string; uncertain: boolean }[])
        .map(({ from, until, uncertain }) => {
          const [came, left] = [from, until].map((at) => text.time(Date.parse(at)));
          return `${came}–${left}${uncertain ? '?' : ''}`;
        })
        .join(', ');
    default:
      return typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : String(value);
  }
}
