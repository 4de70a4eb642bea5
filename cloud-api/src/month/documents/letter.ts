import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { MINISTRY } from '../submission/window.ts';

/** What the head of every letter of a school says. */
export interface Sender {
  readonly code: string;
  readonly name: string;
  readonly city: string;
  /** Name of who signs; a line to write on where it is not known. */
  readonly signer: string | undefined;
}

export interface Letter {
  readonly title: string;
  readonly sender: Sender;
  /** Above the title, on the right. */
  readonly to?: readonly string[];
  readonly body: readonly Content[];
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Not signed yet: the word ПРОЕКТ lies over each page. */
  readonly draft: boolean;
  /** At the foot of each page. */
  readonly mark: string;
}

const DATE = new Intl.DateTimeFormat('bg-BG', {
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  timeZone: MINISTRY.timeZone,
});
const DAY = new Intl.DateTimeFormat('bg-BG', {
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  timeZone: 'UTC',
});
const MONTH = new Intl.DateTimeFormat('bg-BG', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const NUMBER = new Intl.NumberFormat('bg-BG', { minimumFractionDigits: 0, maximumFractionDigits: 1 });

/** `09.11.2026 г.` of a local date. */
export const dayText = (day: string): string => DAY.format(Date.parse(day));
/** `ноември 2026 г.` */
export const monthText = (month: string): string => MONTH.format(Date.parse(month));
/** Halves of an hour or a day as `4,5`. */
export const halvesText = (halves: number): string => NUMBER.format(halves / 2);

/** A letter in Bulgarian on A4: for the authorities of Bulgaria, whatever language the school works in. */
export function letterDocument(letter: Letter): TDocumentDefinitions {
  const { sender, to = [], title, body, at, draft, mark } = letter;
  return {
    pageSize: 'A4',
    pageMargins: [64, 56, 64, 56],
    defaultStyle: { fontSize: 11, lineHeight: 1.25 },
    info: { title },
    ...(draft ? { watermark: { text: 'ПРОЕКТ', opacity: 0.12, bold: true } } : {}),
    footer: (page, pages) => ({
      margin: [64, 16, 64, 0],
      fontSize: 8,
      color: '#555555',
      columns: [
        { text: mark, width: '*' },
        { text: `стр. ${page} / ${pages}`, alignment: 'right', width: 'auto' },
      ],
    }),
    content: [
      { text: sender.name.toUpperCase(), bold: true, alignment: 'center' },
      {
        text: [`код по НЕИСПУО ${sender.code}`, sender.city].filter((part) => part !== '').join(', '),
        alignment: 'center',
        margin: [0, 0, 0, 24],
      },
      ...to.map((line) => ({ text: line, alignment: 'right' as const, bold: true })),
      { text: title, bold: true, fontSize: 14, alignment: 'center', margin: [0, 24, 0, 16] },
      ...body,
      {
        margin: [0, 36, 0, 0],
        unbreakable: true,
        columns: [
          { text: `Дата: ${DATE.format(at)}`, width: '*' },
          {
            width: 'auto',
            stack: ['Директор: ………………………………', `(${sender.signer ?? 'име, фамилия'})`],
            alignment: 'center',
          },
        ],
      },
    ],
  };
}
