import { sql } from 'kysely';
import type { MonthContext } from '../submission/submit.ts';
import type { SignalWish } from './draft-signals.ts';

/** A municipality where somebody reads signals here. */
export interface Municipality {
  readonly id: string;
  /** Such as „Община Бургас“. */
  readonly name: string;
}

export async function municipalities({
  trx,
  now,
}: Pick<MonthContext, 'trx' | 'now'>): Promise<Municipality[]> {
  const { rows } =
    await sql<Municipality>`select id, name from vratar_municipalities(${new Date(now)})`.execute(trx);
  return rows;
}

/** Whose inbox a signal reaches: only that of the municipality which the letter names, whatever the case of its letters. */
export async function inboxOf(
  context: Pick<MonthContext, 'trx' | 'now'>,
  { recipientKind, recipient }: Pick<SignalWish, 'recipientKind' | 'recipient'>,
): Promise<string | null> {
  if (recipientKind !== 'municipality') return null;
  const wanted = folded(recipient);
  const found = (await municipalities(context)).filter(({ name }) => folded(name) === wanted);
  // Two of one name cannot be told apart: a letter about a child must not reach the wrong one.
  return found.length === 1 ? (found[0] as Municipality).id : null;
}

const folded = (name: string): string => name.trim().replaceAll(/\s+/g, ' ').toLocaleLowerCase('bg');
