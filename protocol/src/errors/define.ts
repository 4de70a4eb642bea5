/** One entry of the catalogue: what happened and what to do next, in English, with `{name}` holes for parameters. */
export interface ErrorEntry {
  readonly text: string;
  readonly next: string;
}

/** Keeps the literal keys of an area's catalogue, so that the union of all codes stays exact. */
export function defineErrors<const T extends Record<string, ErrorEntry>>(entries: T): T {
  return entries;
}
