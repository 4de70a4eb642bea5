import { openPeople } from '../../people/index.ts';
import { namesSeen } from '../../roster/read/names-seen.ts';
import { fullName } from '../../vault/index.ts';
import type { CardContext } from '../context.ts';

/**
 * Names of people who hold cards, for the officer's eyes; logs that they were seen.
 * @returns full names by person; erased ones have none
 */
export async function holderNames(
  context: CardContext,
  people: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(people.flatMap((person) => person ?? []))];
  if (ids.length === 0) return new Map();
  const opened = await openPeople(context, ids);
  const subject = ids.length === 1 ? `person:${ids[0]}` : `school:${context.school}`;
  await namesSeen(context.trx, subject, 'cards', ids);
  return new Map(opened.map((person) => [person.id, fullName(person.profile)]));
}
