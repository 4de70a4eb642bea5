import { audit } from '../../audit/index.ts';
import { openPeople } from '../../people/index.ts';
import { fullName } from '../../vault/index.ts';
import type { ActContext } from '../context.ts';

/** Who holds an account, by the register of the school. */
export interface Holder {
  readonly person: string;
  readonly name: string;
}

/**
 * Names of those who hold accounts in this school. Whoever shows them logs that they were seen.
 * @returns by account; accounts whose roles name no person of the register are left out
 */
export async function holderNames(
  context: Pick<ActContext, 'trx' | 'vault' | 'school'>,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, Holder>> {
  if (accounts.length === 0) return new Map();
  const rows = await context.trx
    .selectFrom('role_assignment')
    .select(['account', 'person'])
    .where('school', '=', context.school)
    .where('account', 'in', [...new Set(accounts)])
    .where('person', 'is not', null)
    .orderBy('valid_from')
    .execute();
  const people = new Map(
    (
      await openPeople(
        context,
        rows.flatMap(({ person }) => person ?? []),
      )
    ).map(({ id, profile }) => [id, fullName(profile)]),
  );
  return new Map(
    rows.flatMap(({ account, person }) => {
      const name = people.get(person!);
      return name === undefined ? [] : [[account, { person: person!, name }] as const];
    }),
  );
}

/** Logs that names of holders were shown, in the transaction that read them (D15). */
export async function holdersSeen(
  { trx, school }: Pick<ActContext, 'trx' | 'school'>,
  view: string,
  holders: ReadonlyMap<string, Holder>,
): Promise<void> {
  const people = [...new Set([...holders.values()].map(({ person }) => person))];
  if (people.length === 0) return;
  const detail = { view, count: people.length, people };
  await audit(trx, { action: 'name_seen', subject: `school:${school}`, detail });
}
