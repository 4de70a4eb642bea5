import type { Me } from '@vratar/ui';
import type { Notice } from './notice.ts';

/** Those who decide lessons; a delegate does where that is delegated. */
const STAFF: readonly string[] = ['principal', 'homeroom_teacher'];

const PLACES: Readonly<Record<string, (month: string) => string>> = {
  month_opened: (month) => `/school/#month/${month}`,
  month_reminder: (month) => `/school/#month/${month}`,
  month_expired: (month) => `/school/#month/${month}`,
  declaration_due: (month) => `/school/#month/${month}`,
  asp_reminder: (month) => `/school/#asp/${month}`,
  asp_expired: (month) => `/school/#asp/${month}`,
  corrections_proposed: () => '/school/#corrections',
  signal_received: () => '/school/#inbox',
  signal_acknowledged: () => '/school/#signals',
  signal_answered: () => '/school/#signals',
  delegation_received: () => '/account/#rights',
  identity_linked: () => '/account/#security',
  identity_unlinked: () => '/account/#security',
  password_changed: () => '/account/#security',
  role_given: () => '/account/#rights',
  role_ended: () => '/account/#rights',
};

/** Where somebody goes on from a notice: the page on which it is dealt with, where they have one. */
export function noticeLink({ kind, detail }: Notice, { grants }: Pick<Me, 'grants'>): string | undefined {
  if (kind !== 'absences_reached') return PLACES[kind]?.(detail.month ?? '');
  const works = grants.some(
    ({ role, school, acts }) =>
      school === detail.school && (STAFF.includes(role) || acts?.includes('lessons.decide')),
  );
  return works ? `/school/#alerts/${detail.month}/${detail.person}` : undefined;
}
