import { VratarError } from '@vratar/protocol/errors';
import { peopleChanged } from '../cards/index.ts';
import { inChunks } from '../db/in-chunks.ts';
import { isExclusion } from '../db/pg-errors.ts';
import type { LocalDate } from '../people/index.ts';
import type { RosterContext } from './context.ts';
import { endEnrolments } from './end-enrolments.ts';

export interface Enrolling {
  readonly person: string;
  readonly class: string;
  readonly firstDay: LocalDate;
}

/**
 * Enrols pupils, or moves them to another class of the school from a day on. The past stays as it was.
 * @throws VratarError `enrolment_overlap` when a pupil is enrolled elsewhere, or has a later enrolment
 */
export async function enrolStudents(context: RosterContext, list: readonly Enrolling[]): Promise<void> {
  const { trx, school, now } = context;
  for (const [firstDay, group] of Map.groupBy(list, (one) => one.firstDay)) {
    await endEnrolments(
      context,
      group.map((one) => one.person),
      firstDay,
    );
  }
  for (const chunk of inChunks(list, 2_000)) {
    const rows = chunk.map((one) => ({
      school,
      person: one.person,
      class: one.class,
      first_day: one.firstDay,
      recorded_at: now,
    }));
    try {
      await trx.insertInto('enrolment').values(rows).execute();
    } catch (cause) {
      if (!isExclusion(cause)) throw cause;
      throw new VratarError('enrolment_overlap', {}, {}, { cause });
    }
  }
  await peopleChanged(
    context,
    list.map((one) => one.person),
  );
}
