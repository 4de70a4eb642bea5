import { useMoment } from '@vratar/ui';
import { useTranslation } from 'react-i18next';

/** An entry of the log. */
export interface Entry {
  readonly n: number;
  readonly at: string;
  readonly action: string;
  readonly who: {
    readonly roles: readonly string[];
    readonly classes: readonly string[];
    readonly program?: string;
    readonly me?: boolean;
  };
  readonly account?: string;
  /** Of whoever acted; absent for guardians, who see roles. */
  readonly name?: string;
  readonly subject?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

const RFC3339 = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** Entries in words: as what somebody acted, and what is known beyond the act itself. */
export function useEntryText() {
  const { t } = useTranslation();
  const { moment } = useMoment();
  const plain = (value: unknown): string => {
    if (typeof value !== 'string') return typeof value === 'number' ? String(value) : '';
    if (RFC3339.test(value)) return moment(value);
    return UUID.test(value) ? '' : t(`audit_value.${value}`, { defaultValue: value });
  };
  return {
    who: ({ who }: Entry): string => {
      if (who.program !== undefined) return t('audit.program', { name: who.program });
      const as = [...who.roles.map((role) => t(`role.${role}`, { defaultValue: role })), ...who.classes].join(
        ', ',
      );
      return (
        [...(who.me ? [t('audit.me')] : []), as].filter((part) => part !== '').join(' · ') ||
        t('audit.nobody')
      );
    },
    /** Identifiers say nothing to a reader: left out. */
    detail: ({ detail = {} }: Entry): string =>
      Object.entries(detail)
        .filter(([key]) => key !== 'people' && key !== 'filters')
        .map(([key, value]) => [key, plain(value)] as const)
        .filter(([, text]) => text !== '')
        .map(([key, text]) => `${t(`audit_key.${key}`, { defaultValue: key })}: ${text}`)
        .join('; '),
  };
}
