import type { FleetEntry } from './fleet-view.ts';

const HEAD = ['GATEWAY', 'STATE', 'HEARD', 'BACKLOG', 'OLDEST', 'LIST', 'CLOCK', 'LOOK AT'];

/** The fleet as a table for a terminal, the worst first. */
export function fleetTable(entries: readonly FleetEntry[], now: number): string {
  const rows = [...entries]
    .sort((a, b) => rank(a) - rank(b))
    .map((entry) => [
      entry.gateway,
      entry.state,
      ago(entry.heardAt, now),
      entry.backlog === undefined ? '-' : String(entry.backlog),
      ago(entry.oldestUnsentAt, now),
      entry.list.version === entry.list.current
        ? `${entry.list.version}`
        : `${entry.list.version} of ${entry.list.current}`,
      entry.clockOffsetMs === undefined ? '-' : `${entry.clockOffsetMs} ms`,
      entry.notes.map(({ code, count }) => (count > 1 ? `${code} ×${count}` : code)).join(', '),
    ]);
  const widths = HEAD.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]!.length)),
  );
  return [HEAD, ...rows]
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column]!))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

const ORDER = ['offline', 'silent', 'never', 'stopped', 'online'] as const;
const rank = ({ state, notes }: FleetEntry): number => ORDER.indexOf(state) * 2 + (notes.length > 0 ? 0 : 1);

function ago(at: number | undefined, now: number): string {
  if (at === undefined) return '-';
  const seconds = Math.max(0, Math.round((now - at) / 1_000));
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3_600)} h` : `${Math.round(seconds / 86_400)} d`;
}
