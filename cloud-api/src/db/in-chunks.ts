/** Cuts a list for multi-row statements: PostgreSQL takes at most 65,535 parameters in one. */
export function* inChunks<T>(list: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size);
}
