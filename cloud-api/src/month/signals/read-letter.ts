import { VratarError } from '@vratar/protocol/errors';
import type { Selectable } from 'kysely';
import { dateAt, openPeople } from '../../people/index.ts';
import { fullName } from '../../vault/index.ts';
import { readSender } from '../documents/read-sender.ts';
import type { ActContext } from '../submission/submit.ts';
import type { RiskSignalTable } from '../tables.ts';
import type { SignalLetter } from './signal-pdf.ts';

export type SignalRow = Selectable<RiskSignalTable>;

/**
 * What the letter of a signal says now; the numbers are those of the draft.
 * @throws VratarError `person_unknown` when the pupil has moved to another school or was erased
 */
export async function readLetter(
  context: ActContext,
  signal: SignalRow,
  draft: boolean,
): Promise<SignalLetter> {
  const { trx, vault, actor, now } = context;
  const parts = { trx, vault, school: actor.school };
  const [pupil] = await openPeople(parts, [signal.person]);
  if (pupil === undefined) throw new VratarError('person_unknown');
  return {
    number: signal.number,
    sender: await readSender(context),
    recipientKind: signal.recipient_kind,
    recipient: signal.recipient,
    pupil: {
      name: fullName(pupil.profile),
      identifier: pupil.profile.identifier,
      className: await classNameOf(context, signal),
    },
    guardians: await guardiansOf(context, signal.person),
    asOf: signal.as_of,
    preschool: signal.preschool,
    totalHalves: signal.total_halves,
    unexcusedHalves: signal.unexcused_halves,
    carriedHalves: signal.carried_halves,
    note: signal.note,
    at: now,
    draft,
  };
}

async function classNameOf({ trx, actor }: ActContext, { person, as_of }: SignalRow): Promise<string> {
  const found = await trx
    .selectFrom('enrolment')
    .innerJoin('class', 'class.id', 'enrolment.class')
    .select('class.name')
    .where('enrolment.school', '=', actor.school)
    .where('enrolment.person', '=', person)
    .where('enrolment.withdrawn_at', 'is', null)
    .where('enrolment.first_day', '<=', as_of)
    .orderBy('enrolment.first_day', 'desc')
    .executeTakeFirst();
  return found?.name ?? '';
}

async function guardiansOf({ trx, vault, actor, now }: ActContext, person: string): Promise<string[]> {
  const { timezone } = await trx
    .selectFrom('school')
    .select('timezone')
    .where('id', '=', actor.school)
    .executeTakeFirstOrThrow();
  const today = dateAt(timezone, now);
  const links = await trx
    .selectFrom('guardianship')
    .select('guardian')
    .where('school', '=', actor.school)
    .where('child', '=', person)
    .where('valid_from', '<=', today)
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', today)]))
    .execute();
  const people = await openPeople(
    { trx, vault, school: actor.school },
    links.map(({ guardian }) => guardian),
  );
  return people.map(({ profile }) => fullName(profile)).sort();
}
