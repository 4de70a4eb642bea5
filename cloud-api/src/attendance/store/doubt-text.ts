import type { FireFact } from '../fold/facts.ts';
import type { Doubt, DoubtCause } from '../rules/r17-doubt.ts';

export type DoubtRow = readonly [
  from: number | null,
  until: number | null,
  cause: DoubtCause,
  gateway: string | null,
  exit?: 1,
];

/** Canonical: ordered, each once, so that equal sets of doubts have equal texts. Infinity is null. */
export function doubtText(doubts: readonly Doubt[]): string {
  if (doubts.length === 0) return '';
  const rows = doubts.map(({ from, until, cause, gateway, exit }): DoubtRow => {
    const row = [finite(from), finite(until), cause, gateway ?? null] as const;
    return exit ? [...row, 1] : row;
  });
  const texts = [...new Set(rows.sort(compareRows).map((row) => JSON.stringify(row)))];
  return `[${texts.join(',')}]`;
}

export function parseDoubts(text: string): Doubt[] {
  return text === '' ? [] : doubtsOf(JSON.parse(text) as DoubtRow[]);
}

export function doubtsOf(rows: readonly DoubtRow[]): Doubt[] {
  return rows.map(([from, until, cause, gateway, exit]) => ({
    from: from ?? Number.NEGATIVE_INFINITY,
    until: until ?? Number.POSITIVE_INFINITY,
    cause,
    gateway: gateway ?? undefined,
    ...(exit === 1 ? { exit: true as const } : {}),
  }));
}

export function fireText(fires: readonly FireFact[]): string {
  if (fires.length === 0) return '';
  const rows = fires.map((fire) => [finite(fire.from), finite(fire.until), fire.building ?? null]);
  return JSON.stringify(rows);
}

export function parseFires(text: string): FireFact[] {
  if (text === '') return [];
  return (JSON.parse(text) as [number | null, number | null, string | null][]).map(
    ([from, until, building]) => ({
      from: from ?? Number.NEGATIVE_INFINITY,
      until: until ?? Number.POSITIVE_INFINITY,
      building: building ?? undefined,
    }),
  );
}

const finite = (at: number): number | null => (Number.isFinite(at) ? at : null);

function compareRows(a: DoubtRow, b: DoubtRow): number {
  const from = (a[0] ?? Number.NEGATIVE_INFINITY) - (b[0] ?? Number.NEGATIVE_INFINITY);
  if (from !== 0 && !Number.isNaN(from)) return from;
  const until = (a[1] ?? Number.POSITIVE_INFINITY) - (b[1] ?? Number.POSITIVE_INFINITY);
  if (until !== 0 && !Number.isNaN(until)) return until;
  const [left, right] = [a, b].map(
    ([, , cause, gateway, exit]) => `${cause}\n${gateway ?? ''}\n${exit ?? ''}`,
  ) as [string, string];
  return left < right ? -1 : left > right ? 1 : 0;
}
