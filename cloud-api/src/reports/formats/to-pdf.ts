import { type Cell, durationText, isDuration, type ReportTable } from '../table.ts';
import { pageFooter } from './page-footer.ts';
import { drawPdf } from './pdf-fonts.ts';

/** More columns than this do not fit upright. */
const UPRIGHT = 8;
/** More than this do not fit in ordinary letters. */
const ROOMY = 14;
/** Of a column of a grid, without its padding. */
const NARROW_PT = 20;

/**
 * Pages of A4 with the header of the table on each, and on each the number of the page.
 * @param mark where this copy comes from, on each page
 */
export async function toPdf(table: ReportTable, mark = ''): Promise<Buffer> {
  const { columns, language } = table;
  const landscape = columns.length > UPRIGHT;
  const isGrid = table.narrow.length > 0;
  const fontSize = isGrid ? 6.5 : columns.length > ROOMY ? 7 : landscape ? 8 : 9;
  const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  const isNumber = columns.map((_, index) =>
    table.rows.some((row) => typeof (row[index] ?? '') !== 'string'),
  );
  const header = columns.map((title, index) => ({
    text: title,
    bold: true,
    alignment: isNumber[index] === true ? ('right' as const) : ('left' as const),
  }));
  const rows = table.rows.map((row) =>
    row.map((cell) => ({
      text: cellText(cell, numbers),
      alignment: typeof cell === 'string' ? ('left' as const) : ('right' as const),
    })),
  );
  return drawPdf({
    pageSize: 'A4',
    pageOrientation: landscape ? 'landscape' : 'portrait',
    pageMargins: [36, 40, 36, 44],
    defaultStyle: { fontSize },
    info: { title: table.title },
    footer: pageFooter(mark, language),
    content: [
      { text: table.title, fontSize: 16, bold: true },
      { text: table.subtitle, fontSize: 9, color: '#555555', margin: [0, 2, 0, 10] },
      {
        layout: isGrid ? GRID : 'lightHorizontalLines',
        table: {
          headerRows: 1,
          dontBreakRows: true,
          widths: columns.map((_, index) => widthOf(table, index)),
          body: [header, ...rows],
        },
      },
      { text: table.legend.join('   '), fontSize: 8, color: '#555555', margin: [0, 10, 0, 0] },
    ],
  });
}

const GRID = {
  hLineWidth: (): number => 0.4,
  vLineWidth: (): number => 0.2,
  hLineColor: (): string => '#999999',
  vLineColor: (): string => '#bbbbbb',
  paddingLeft: (): number => 1.5,
  paddingRight: (): number => 1.5,
};

function widthOf({ wide, narrow }: ReportTable, index: number): '*' | 'auto' | number {
  if (wide.includes(index)) return '*';
  return narrow.includes(index) ? NARROW_PT : 'auto';
}

function cellText(cell: Cell, numbers: Intl.NumberFormat): string {
  if (typeof cell === 'number') return numbers.format(cell);
  return isDuration(cell) ? durationText(cell) : cell;
}
