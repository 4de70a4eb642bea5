import { useMoment } from '@vratar/ui';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly by: { readonly name?: string; readonly role?: string };
  readonly at: number;
  readonly timezone: string;
}

/** Who, and when: a name where it may be seen, else the role. */
export function AuthorText({ by, at, timezone }: Props) {
  const { t } = useTranslation();
  const { moment } = useMoment(timezone);
  const who =
    by.name ?? (by.role === undefined ? t('app.somebody') : t(`role.${by.role}`, { defaultValue: by.role }));
  const when = moment(at, { dateStyle: 'short', timeStyle: 'short' });
  // A moment is not torn apart at the end of a line.
  return `${who}, ${when.replaceAll(' ', '\u00a0')}`;
}
