import { inChunks } from '../db/in-chunks.ts';
import type { CardContext } from './context.ts';
import { listChanged } from './list-changes.ts';

/** Credentials that people have in hand, or had last. */
export async function credentialsOfPeople(
  { trx, school }: CardContext,
  people: readonly string[],
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const chunk of inChunks(people, 10_000)) {
    const rows = await trx
      .selectFrom('credential_holding as h')
      .innerJoin('credential as c', 'c.id', 'h.credential')
      .select('c.id')
      .distinct()
      .where('h.person', 'in', chunk)
      .where('h.school', '=', school)
      .where('c.state', 'in', ['issued', 'blocked', 'lost'])
      .execute();
    found.push(...rows.map((row) => row.id));
  }
  return found;
}

/** Notes that the lines of people's cards may have changed: enrolment is part of them. */
export async function peopleChanged(context: CardContext, people: readonly string[]): Promise<void> {
  await listChanged(context, await credentialsOfPeople(context, people));
}
