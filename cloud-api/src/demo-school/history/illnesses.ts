import type { Kysely } from 'kysely';
import type { Database } from '../../db/index.ts';
import type { Random } from '../random.ts';
import type { CardHolder } from './read-holders.ts';

/** Some days in a row on which a pupil stays in bed, with the doctor's note. */
export interface Illness {
  readonly person: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly number: string;
}

/** Of a month and a half. */
const FALLS_ILL = 0.18;
const LONGEST = 4;

/** Who is ill when; not everybody brings a note, and those who bring none are in no list. */
export function inventIllnesses(
  random: Random,
  holders: readonly CardHolder[],
  days: readonly string[],
): Illness[] {
  return holders.flatMap((holder, index): Illness[] => {
    if (holder.class === undefined || !random.chance(FALLS_ILL)) return [];
    const first = random.int(0, days.length - 1);
    const last = Math.min(days.length - 1, first + random.int(0, LONGEST - 1));
    const number = String(7_000_000 + index);
    return [
      { person: holder.person, firstDay: days[first] as string, lastDay: days[last] as string, number },
    ];
  });
}

/** Enters the notes as they come from the doctors, before the days are computed. */
export async function enterNotes(
  db: Kysely<Database>,
  school: string,
  illnesses: readonly Illness[],
): Promise<void> {
  if (illnesses.length === 0) return;
  const rows = illnesses.map(({ person, firstDay, lastDay, number }) => ({
    school,
    person,
    kind: 'medical' as const,
    first_day: firstDay,
    last_day: lastDay,
    number,
    doctor: '0000000001',
    filed_on: null,
    account: null,
    withdrawn_at: null,
  }));
  await db.insertInto('excuse').values(rows).execute();
}
