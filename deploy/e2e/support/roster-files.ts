import { impossibleEgn } from '@vratar/cloud-api/src/demo-school/identifier.ts';
import iconv from 'iconv-lite';
import writeExcelFile from 'write-excel-file/node';

const HEADER = ['Клас', 'ЕГН', 'Име', 'Фамилия'];
const egn = (serial: number) => impossibleEgn('2019-12-31', 'f', serial);
const PUPILS = [
  ['1а', egn(31), 'Щериана', 'Йовкова'],
  ['1а', egn(32), 'Жана', 'Шушева'],
  ['1б', egn(33), 'Юлия', 'Ъгълова'],
] as const;

/**
 * A workbook with three pupils of two classes; in a faulty one the second comes
 * twice, and then somebody whose identifier is mistyped.
 */
export async function rosterBook(name: string, faulty: boolean) {
  const wrong = [PUPILS[1], ['1б', '1523010013', 'Друга', 'Друга']];
  const rows = faulty ? [...PUPILS.slice(0, 2), ...wrong] : PUPILS;
  const cells = [HEADER, ...rows].map((row) => row.map((value) => ({ value, type: String })));
  const buffer = await writeExcelFile(cells as never).toBuffer();
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return { name, mimeType, buffer };
}

/** What a class book exports: one pupil as before, one in another class, one who is not there any more. */
export function classBook(name: string) {
  const [first, second] = PUPILS;
  const rows = [HEADER, first, ['1б', ...second.slice(1)]];
  const text = rows.map((row) => row.join(';')).join('\r\n');
  return { name, mimeType: 'text/csv', buffer: iconv.encode(text, 'win1251') };
}
