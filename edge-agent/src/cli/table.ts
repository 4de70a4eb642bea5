/** Rows as aligned columns; numbers stand right. The first row is the heading. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => String(row[column] ?? '').length)),
  );
  const cell = (value: string | number | undefined, width: number) =>
    typeof value === 'number' ? String(value).padStart(width) : String(value ?? '').padEnd(width);
  return rows
    .map((row) =>
      widths
        .map((width, column) => cell(row[column], width))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
