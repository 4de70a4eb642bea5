import { type Act, DELEGABLE, TOKEN_SCOPES } from './acts.ts';
import type { Role } from './grant.ts';

/**
 * How far a role reaches with an act:
 * - `self`: the holder's own person, `child`: a child of the holder, `young_child`: one under 14,
 * - `class`, `school`, `region`: that of the assignment,
 * - `network`: everywhere.
 */
export type Reach = 'self' | 'child' | 'young_child' | 'class' | 'school' | 'region' | 'network';

type Permissions = Readonly<Record<Role, Readonly<Partial<Record<Act, Reach>>>>>;

const inScope = (acts: readonly Act[], reach: Reach) =>
  Object.fromEntries(acts.map((act) => [act, reach] as const)) as Partial<Record<Act, Reach>>;

/**
 * Who may do what (domain/roles.md; D4 to D8 of domain/privacy.md). Names of a whole school are seen by the principal
 * and active delegates only; a homeroom teacher sees the own class, region and operators none.
 */
export const PERMISSIONS: Permissions = {
  pupil: { 'days.see': 'self', 'views.see': 'self', 'cards.block': 'self', 'consent.give': 'self' },
  guard: {
    'cards.report': 'school',
    'registers.see': 'school',
    'presence.see': 'school',
    'gates.command': 'school',
    'visitors.admit': 'school',
  },
  installer: { 'registers.see': 'school', 'gates.install': 'school' },
  card_officer: {
    'registers.see': 'school',
    'people.find': 'school',
    'cards.manage': 'school',
    'cards.block': 'school',
    'cards.report': 'school',
    'roster.change': 'school',
  },
  homeroom_teacher: {
    'registers.see': 'school',
    'presence.see': 'class',
    'names.see': 'class',
    'days.see': 'class',
    'lessons.decide': 'class',
    'excuses.enter': 'class',
    'month.check': 'class',
  },
  principal: {
    ...inScope(DELEGABLE, 'school'),
    'accounts.manage': 'school',
    'delegations.give': 'school',
    'tokens.manage': 'school',
    'cards.block': 'school',
    'cards.report': 'school',
    'gates.command': 'school',
    'gates.install': 'school',
  },
  delegate: inScope(DELEGABLE, 'class'),
  parent: {
    'presence.see': 'child',
    'days.see': 'child',
    'views.see': 'child',
    'excuses.ask': 'child',
    'trust.give': 'child',
    'cards.block': 'child',
    'consent.give': 'young_child',
  },
  trusted_person: { 'presence.see': 'child', 'pickup.see': 'child' },
  regional_officer: { 'region.see': 'region' },
  municipality: { 'signals.answer': 'region' },
  operator: { 'fleet.operate': 'network' },
  dpo: { 'audit.see': 'school', 'subjects.export': 'school', 'subjects.erase': 'school' },
  program: inScope(TOKEN_SCOPES, 'school'),
};
