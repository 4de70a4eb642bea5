import type { Kysely } from 'kysely';
import { addAccount, assignRole, isYoung, type NewRole } from '../accounts/index.ts';
import { type Database, inSchool } from '../db/index.ts';
import { type LocalDate, openPeople } from '../people/index.ts';
import type { Vault } from '../vault/index.ts';

/** An account of the demonstration: whoever reads the list may sign in as any of them. */
export interface DemoAccount {
  readonly login: string;
  readonly role: string;
  /** Who that is in the school, where it matters. */
  readonly about?: string;
}

/** Signals of the demonstration school go there. */
const MUNICIPALITY = { code: 'DEMO-OBSHTINA', name: 'Община Пример' };

/** Names under `demo.example`, a domain that nobody can own (RFC 2606). */
const login = (name: string): string => `${name}@demo.example`;

/**
 * Accounts to look at the demonstration school with, all with one password; those that are there already stay.
 * @param db connected as `jobs`
 */
export async function seedAccounts(
  db: Kysely<Database>,
  vault: Vault,
  { school, password, today, now }: SeedAccounts,
): Promise<readonly DemoAccount[]> {
  const places = await placesOf(db, school);
  const parent = await guardianOfAYoungChild(db, vault, school, today);
  const wanted: (DemoAccount & { roles: readonly Omit<NewRole, 'account' | 'from'>[] })[] = [
    { login: login('principal'), role: 'principal', roles: [{ role: 'principal', school }] },
    // A deputy may nothing until the principal delegates: that can be tried with this one.
    { login: login('deputy'), role: 'guard', about: 'to delegate to', roles: [{ role: 'guard', school }] },
    {
      login: login('teacher'),
      role: 'homeroom_teacher',
      about: places.className,
      roles: [{ role: 'homeroom_teacher', school, class: places.class }],
    },
    { login: login('cards'), role: 'card_officer', roles: [{ role: 'card_officer', school }] },
    { login: login('guard'), role: 'guard', roles: [{ role: 'guard', school }] },
    { login: login('installer'), role: 'installer', roles: [{ role: 'installer', school }] },
    { login: login('privacy'), role: 'dpo', about: 'erases', roles: [{ role: 'dpo', school }] },
    { login: login('parent'), role: 'parent', roles: [{ role: 'parent', school, personNumber: parent }] },
    {
      login: login('region'),
      role: 'regional_officer',
      roles: [{ role: 'regional_officer', region: places.region }],
    },
    {
      login: login('municipality'),
      role: 'municipality',
      about: MUNICIPALITY.name,
      roles: [{ role: 'municipality', region: places.municipality }],
    },
    { login: login('operator'), role: 'operator', roles: [{ role: 'operator' }] },
  ];
  for (const { login: name, roles } of wanted) {
    if (await isKnown(db, vault, name)) continue;
    const account = await addAccount(db, vault, { login: name, password });
    for (const role of roles) {
      await db
        .transaction()
        .execute((trx) => assignRole(trx, vault, { ...role, account, from: new Date(0) }, now));
    }
  }
  return wanted.map(({ roles: _, ...shown }) => shown);
}

export interface SeedAccounts {
  readonly school: string;
  readonly password: string;
  readonly today: LocalDate;
  readonly now: Date;
}

async function isKnown(db: Kysely<Database>, vault: Vault, name: string): Promise<boolean> {
  const index = (await vault.network(db)).login(name);
  const row = await db.selectFrom('account').select('id').where('login_index', '=', index).executeTakeFirst();
  return row !== undefined;
}

async function placesOf(db: Kysely<Database>, school: string) {
  const { region } = await db
    .selectFrom('school')
    .select('region')
    .where('id', '=', school)
    .executeTakeFirstOrThrow();
  const first = await db
    .selectFrom('class')
    .select(['id', 'name'])
    .where('school', '=', school)
    .orderBy('grade')
    .orderBy('name')
    .executeTakeFirstOrThrow();
  const { id: municipality } = await db
    .insertInto('region')
    .values(MUNICIPALITY)
    .onConflict((conflict) => conflict.column('code').doUpdateSet({ name: MUNICIPALITY.name }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return { region, municipality, class: first.id, className: first.name };
}

/** Account number of a guardian: of a child under 14, so that all that a guardian may can be tried. */
async function guardianOfAYoungChild(
  db: Kysely<Database>,
  vault: Vault,
  school: string,
  today: LocalDate,
): Promise<string> {
  return inSchool(db, { school }, async (trx) => {
    const links = await trx
      .selectFrom('guardianship')
      .innerJoin('person', 'person.id', 'guardianship.guardian')
      .select(['guardianship.child', 'person.account_no'])
      .where('guardianship.school', '=', school)
      .orderBy('person.account_no')
      .limit(200)
      .execute();
    const children = await openPeople(
      { trx, vault, school },
      links.map(({ child }) => child),
    );
    const young = new Set(
      children.filter(({ profile: { birthDate } }) => isYoung(birthDate, today)).map(({ id }) => id),
    );
    return (links.find(({ child }) => young.has(child)) ?? links[0]!).account_no;
  });
}
