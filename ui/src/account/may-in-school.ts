import type { Me } from './use-me.ts';

const PRINCIPAL = [
  'people.find',
  'roster.change',
  'cards.manage',
  'gates.rules',
  'gates.install',
  'accounts.manage',
  'delegations.give',
  'tokens.manage',
  'audit.see',
] as const;

/** An act in the whole school that a page offers, as the server calls it. */
export type SchoolAct = (typeof PRINCIPAL)[number] | 'subjects.erase';

const ACTS: Readonly<Record<string, readonly SchoolAct[]>> = {
  principal: PRINCIPAL,
  card_officer: ['people.find', 'roster.change', 'cards.manage'],
  installer: ['gates.install'],
  dpo: ['audit.see', 'subjects.erase'],
};

/**
 * Whether somebody may do an act in all of the school where they work now. The server decides; pages only leave out
 * what it would refuse. What is delegated for one class opens no list of the school.
 */
export function mayInSchool({ grants, school }: Pick<Me, 'grants' | 'school'>, act: SchoolAct): boolean {
  return grants.some(
    (grant) =>
      grant.school === school &&
      (grant.role === 'delegate'
        ? grant.class === undefined && grant.acts?.includes(act)
        : ACTS[grant.role]?.includes(act)),
  );
}
