import type { Me } from './use-me.ts';

/** Pages of the cloud and the roles for whom they are made; the server decides what each shows. */
const ROLES = {
  school: ['principal', 'homeroom_teacher', 'guard', 'delegate'],
  cards: ['card_officer', 'principal'],
  imports: ['card_officer', 'principal'],
  setup: ['principal', 'card_officer'],
  access: ['principal', 'card_officer', 'dpo', 'delegate'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type PageName = keyof typeof ROLES;

/** Pages that have something for a person in the school where they work now. */
export function pagesOf({ grants, school }: Me): readonly PageName[] {
  const roles = new Set(grants.flatMap((grant) => (grant.school === school ? [grant.role] : [])));
  return (Object.keys(ROLES) as PageName[]).filter((page) => ROLES[page].some((role) => roles.has(role)));
}
