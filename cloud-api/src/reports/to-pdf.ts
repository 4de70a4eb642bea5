import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import pdfmake from 'pdfmake';
import type { ReportTable } from './table.ts';

/** Roboto has Bulgarian and Russian letters. */
const FONTS = join(
  dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')),
  'fonts',
  'Roboto',
);
/** More columns than this do not fit upright. */
const UPRIGHT = 7;

/** Pages of A4 with the header of the table on each, and the number of the page. */
export async function toPdf(table: ReportTable): Promise<Buffer> {
  pdfmake.setLocalAccessPolicy((path) => path.startsWith(FONTS));
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setFonts({
    Roboto: {
      normal: join(FONTS, 'Roboto-Regular.ttf'),
      bold: join(FONTS, 'Roboto-Medium.ttf'),
      italics: join(FONTS, 'Roboto-Italic.ttf'),
      bolditalics: join(FONTS, 'Roboto-MediumItalic.ttf'),
    },
  });
  const wide = table.columns.length > UPRIGHT;
  const header = table.columns.map((title) => ({ text: title, bold: true }));
  const rows = table.rows.map((row) => row.map((cell) => String(cell)));
  return pdfmake
    .createPdf({
      pageSize: 'A4',
      pageOrientation: wide ? 'landscape' : 'portrait',
      pageMargins: [36, 40, 36, 40],
      defaultStyle: { fontSize: wide ? 8 : 10 },
      info: { title: table.title },
      footer: (page, pages) => ({ text: `${page} / ${pages}`, alignment: 'center', fontSize: 8 }),
      content: [
        { text: table.title, fontSize: 16, bold: true },
        { text: table.subtitle, color: '#555555', margin: [0, 2, 0, 10] },
        {
          layout: 'lightHorizontalLines',
          table: { headerRows: 1, widths: table.columns.map(() => 'auto' as const), body: [header, ...rows] },
        },
      ],
    })
    .getBuffer();
}
