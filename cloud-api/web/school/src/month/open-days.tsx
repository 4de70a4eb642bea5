import { List, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { dayText } from '../dates.ts';
import type { MonthView, OpenDay } from './types.ts';

/** Days on which what arrived is not what the gateways counted. */
export function OpenDays({ view }: { readonly view: MonthView }) {
  const { t } = useTranslation();
  if (view.openDays.length === 0 || view.now < view.ends) return null;
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {t('month.open_days', { count: view.openDays.length })}
      </Title>
      <OpenDayList days={view.openDays} />
    </section>
  );
}

/** Each with its gateway and what is wrong there. */
export function OpenDayList({ days }: { readonly days: readonly OpenDay[] }) {
  const { t, i18n } = useTranslation();
  return (
    <List>
      {days.map(({ date, gateway, state, missing }) => (
        <List.Item key={`${date}/${gateway ?? ''}/${state}`}>
          {dayText(date, i18n.language, { weekday: 'short', day: 'numeric', month: 'long' })} · {gateway}{' '}
          {t(`open_day.${state}`, { count: missing })}
        </List.Item>
      ))}
    </List>
  );
}
