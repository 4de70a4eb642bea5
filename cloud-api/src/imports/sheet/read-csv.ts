import { VratarError } from '@vratar/protocol/errors';
import { CsvError, parse } from 'csv-parse/sync';
import { decodeText } from './decode-text.ts';
import { MAX_ROWS, type Sheet } from './sheet.ts';

/** What spreadsheets and registers put between cells: the one that divides every line. Names may have commas. */
const SEPARATORS = [';', ',', '\t', '|'];
/** Lines that are looked at to find it. */
const SAMPLE = 20;

/** @throws VratarError `import_syntax` naming the line */
export function readCsv(bytes: Uint8Array): Sheet {
  const { text, encoding } = decodeText(bytes);
  const separator = guessSeparator(text);
  try {
    const records = parse(text, {
      delimiter: separator,
      bom: true,
      trim: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      to: MAX_ROWS + 2,
    }) as unknown as readonly { record: string[]; info: { lines: number } }[];
    const rows = records
      .map(({ record, info }) => ({ line: info.lines, cells: record }))
      .filter((row) => row.cells.some((cell) => cell !== ''));
    return { format: 'csv', encoding, separator, rows };
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const line = (cause as { lines?: number }).lines;
    throw new VratarError('import_syntax', { why: cause.message }, line === undefined ? {} : { line }, {
      cause,
    });
  }
}

function guessSeparator(text: string): string {
  const unquoted = text.slice(0, 20_000).replaceAll(/"(?:[^"]|"")*"/g, '');
  const lines = unquoted.split(/\r?\n/, SAMPLE).filter((line) => line !== '');
  const fewest = (separator: string) => Math.min(...lines.map((line) => line.split(separator).length));
  return SEPARATORS.reduce((best, next) => (fewest(next) > fewest(best) ? next : best));
}
