import { useTranslation } from 'react-i18next';
import type { HeldRole } from '../types.ts';

/** A role in words, with the class of a homeroom teacher. */
export function useRoleText(): (held: Pick<HeldRole, 'role' | 'className'>) => string {
  const { t } = useTranslation();
  return ({ role, className }) =>
    className === undefined ? t(`role.${role}`) : `${t(`role.${role}`)}, ${className}`;
}
