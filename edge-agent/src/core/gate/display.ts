import { type RefusalText, toLatin } from '@vratar/protocol/refusals';

/**
 * The text as a display of that size shows it: each row filled up to its end, so that the next begins on the row below.
 * Readers are sure of printable ASCII only, so Cyrillic is written in Latin letters.
 */
export function displayText(
  text: RefusalText,
  { columns, rows }: { readonly columns: number; readonly rows: number },
): string {
  return text.display
    .slice(0, rows)
    .map((row) => toLatin(row).slice(0, columns).padEnd(columns))
    .join('')
    .trimEnd();
}
