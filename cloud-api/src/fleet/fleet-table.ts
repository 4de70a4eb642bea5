import { tableOf } from '../toolbox/table-of.ts';
import type { FleetEntry } from './fleet-view.ts';
import type { QuarantinedEvent } from './views/quarantine.ts';

const HEAD = ['GATEWAY', 'STATE', 'HEARD', 'BACKLOG', 'OLDEST', 'LIST', 'POLICY', 'CLOCK', 'LOOK AT'];

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
      reached(entry.list),
      reached(entry.policy),
      entry.clockOffsetMs === undefined ? '-' : `${entry.clockOffsetMs} ms`,
      entry.notes.map(({ code, count }) => (count > 1 ? `${code} ×${count}` : code)).join(', '),
    ]);
  return tableOf([HEAD, ...rows]);
}

/** Events in quarantine as a table for a terminal. */
export function quarantineTable(events: readonly QuarantinedEvent[]): string {
  const rows = events.map(({ gateway, epoch, seq, code, receivedAt }) => [
    gateway,
    `${epoch}.${seq}`,
    code,
    new Date(receivedAt).toISOString(),
  ]);
  return tableOf([['GATEWAY', 'EVENT', 'WHY', 'CAME'], ...rows]);
}

const reached = ({ version, current }: { readonly version: number; readonly current: number }): string =>
  version === current ? `${version}` : `${version} of ${current}`;

const ORDER = ['offline', 'silent', 'never', 'stopped', 'online'] as const;
const rank = ({ state, notes }: FleetEntry): number => ORDER.indexOf(state) * 2 + (notes.length > 0 ? 0 : 1);

function ago(at: number | undefined, now: number): string {
  if (at === undefined) return '-';
  const seconds = Math.max(0, Math.round((now - at) / 1_000));
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3_600)} h` : `${Math.round(seconds / 86_400)} d`;
}
