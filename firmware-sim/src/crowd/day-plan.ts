import type { Direction } from '../lane/index.ts';
import type { Random } from '../random/index.ts';
import type { Person } from '../school/population.ts';
import type { CrowdConfig } from './config.ts';

/** Somebody's way through a lane at a time of the simulated day. */
export interface PlannedVisit {
  readonly person: Person;
  readonly direction: Direction;
  /** Milliseconds since midnight of the simulated day. */
  readonly atMs: number;
}

const MINUTE = 60_000;

/** Milliseconds since midnight of `07:30`. */
export function timeOfDay(text: string): number {
  const [hours, minutes] = text.split(':').map(Number) as [number, number];
  return (hours * 60 + minutes) * MINUTE;
}

/**
 * Who comes and goes when. Most pupils come in a wave that peaks five minutes before the bell, some much earlier, some
 * late; adults come earlier; after the last lesson all leave, pupils at once. Pure, for a given random source.
 */
export function planDay(people: readonly Person[], config: CrowdConfig, random: Random): PlannedVisit[] {
  const visits: PlannedVisit[] = [];
  for (const person of people) {
    if (person.shift === undefined || !random.chance(config.attendance)) continue;
    const { start, end } = config.shifts[person.shift];
    const arrives = timeOfDay(start) + MINUTE * arrivalMinutes(person, random);
    const leaves = timeOfDay(end) + MINUTE * leaveMinutes(person, random);
    visits.push({ person, direction: 'in', atMs: arrives }, { person, direction: 'out', atMs: leaves });
  }
  return visits.sort((a, b) => a.atMs - b.atMs);
}

/** Minutes after the bell; negative is before. */
function arrivalMinutes(person: Person, random: Random): number {
  if (person.kind === 'staff') return random.normal(-22, 6);
  const kind = random.unit();
  if (kind < 0.08) return random.normal(-22, 5);
  if (kind < 0.96) return random.normal(-5, 3);
  return random.exponential(1 / 8);
}

/** Minutes after the last lesson. */
function leaveMinutes(person: Person, random: Random): number {
  return person.kind === 'staff' ? 5 + random.exponential(1 / 25) : 0.5 + random.exponential(1 / 4);
}
