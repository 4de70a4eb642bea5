import { mayInSchool, type SchoolAct } from './may-in-school.ts';
import type { Grant, Me } from './use-me.ts';

/** A page of the cloud, or a part of one, as the menu names it. */
export interface PageLink {
  readonly name: 'school' | SchoolPage | 'inbox' | 'region';
  readonly href: string;
}

/** Acts each of which makes a page worth opening; the server decides what it shows. */
const ACTS = {
  cards: ['cards.manage'],
  imports: ['roster.change'],
  setup: ['roster.change', 'gates.rules', 'gates.install'],
  access: ['accounts.manage', 'delegations.give', 'people.find', 'tokens.manage', 'audit.see'],
} as const satisfies Readonly<Record<string, readonly SchoolAct[]>>;
type SchoolPage = keyof typeof ACTS;

/** Roles that see or decide the day of a school or of a class. */
const TEACHING: readonly string[] = ['principal', 'homeroom_teacher', 'guard'];
const TEACHING_ACTS: readonly string[] = [
  'presence.see',
  'names.see',
  'lessons.decide',
  'month.check',
  'month.sign',
  'asp.confirm',
  'signals.send',
];

/** Pages that have something for a person: of the school where they work now, and of their region. */
export function pagesOf(me: Pick<Me, 'grants' | 'school'>): readonly PageLink[] {
  const { grants, school } = me;
  const teaches = ({ role, acts }: Grant) =>
    role === 'delegate' ? acts?.some((act) => TEACHING_ACTS.includes(act)) : TEACHING.includes(role);
  const holds = (role: string) => grants.some((grant) => grant.role === role);
  const links: PageLink[] = [];
  if (grants.some((grant) => grant.school === school && teaches(grant)))
    links.push({ name: 'school', href: '/school/' });
  for (const name of Object.keys(ACTS) as SchoolPage[]) {
    if (ACTS[name].some((act) => mayInSchool(me, act))) links.push({ name, href: `/${name}/` });
  }
  if (holds('municipality')) links.push({ name: 'inbox', href: '/school/#inbox' });
  if (holds('regional_officer') || holds('operator')) links.push({ name: 'region', href: '/region/' });
  return links;
}

/** Where somebody goes on whom a page has nothing for. */
export const homeOf = (me: Pick<Me, 'grants' | 'school'>): string => pagesOf(me)[0]?.href ?? '/account/';
