import type { Mark } from '../fold/facts.ts';

/** `{"1":"late","3":"absent"}`, ordered by lesson; empty when there are none. */
export function marksText(marks: ReadonlyMap<number, Mark> | undefined): string {
  if (marks === undefined || marks.size === 0) return '';
  return JSON.stringify(Object.fromEntries([...marks].sort(([a], [b]) => a - b)));
}

export function parseMarks(text: string): ReadonlyMap<number, Mark> | undefined {
  if (text === '') return undefined;
  return new Map(
    Object.entries(JSON.parse(text) as Record<string, Mark>).map(([n, mark]) => [Number(n), mark]),
  );
}
