import { type RefusalText, toLatin } from '@vratar/protocol/refusals';

/** As long as any row of any text: what is written over an earlier text leaves nothing of it. */
const LONGEST = 16;

/**
 * The text as a display of that size shows it: each row filled up to its end, so that the next begins on the row below.
 * Readers are sure of printable ASCII only, so Cyrillic is written in Latin letters.
 */
export function displayText(
  text: Pick<RefusalText, 'display'>,
  { columns, rows }: { readonly columns: number; readonly rows: number },
): string {
  const shown = text.display.slice(0, rows).map((row) => toLatin(row).slice(0, columns));
  return shown
    .map((row, index) => row.padEnd(index < shown.length - 1 ? columns : Math.min(columns, LONGEST)))
    .join('');
}
