import type { Content } from 'pdfmake/interfaces.js';
import type { ReportLanguage } from '../table.ts';
import { word } from '../words.ts';

/** Where this copy comes from, and the number of the page, on each page. */
export const pageFooter =
  (mark: string, language: ReportLanguage) =>
  (page: number, pages: number): Content => ({
    margin: [36, 12, 36, 0],
    fontSize: 7,
    color: '#555555',
    columns: [
      { text: mark, width: '*' },
      { text: `${word('page', language)} ${page} / ${pages}`, alignment: 'right', width: 'auto' },
    ],
  });
