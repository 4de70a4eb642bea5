import { VratarError } from '@vratar/protocol/errors';
import { audit } from '../audit/index.ts';
import { peopleChanged } from '../cards/index.ts';
import { addDays, type LocalDate } from '../people/index.ts';
import type { RosterContext } from './context.ts';
import { endEnrolments } from './end-enrolments.ts';

/** Pupils leave the school; the last day is still one of theirs. Their cards open nothing after it. */
export async function leaveSchool(
  context: RosterContext,
  people: readonly string[],
  lastDay: LocalDate,
): Promise<number> {
  const ended = await endEnrolments(context, people, addDays(lastDay, 1), 'left');
  await peopleChanged(context, people);
  for (const person of people) {
    await audit(context.trx, {
      action: 'person_changed',
      subject: `person:${person}`,
      detail: { left: lastDay },
    });
  }
  return ended;
}

/** One pupil leaves. @throws VratarError `person_not_enrolled` */
export async function leaveStudent(
  context: RosterContext,
  person: string,
  lastDay: LocalDate,
): Promise<void> {
  if ((await leaveSchool(context, [person], lastDay)) === 0) throw new VratarError('person_not_enrolled');
}
