import { Group, TextInput } from '@mantine/core';
import { dateIn, endOfDay, startOfDay, useMoment } from '@vratar/ui';
import { useTranslation } from 'react-i18next';

/** First and last day, `YYYY-MM-DD`; both count. */
export interface Days {
  readonly first: string;
  readonly last: string;
}

export const areDays = ({ first, last }: Days): boolean => first !== '' && last >= first;

/** As the API takes it, by the school's clock; what begins today begins now. */
export const periodBody = ({ first, last }: Days, zone: string) => ({
  from: first <= dateIn(zone, Date.now()) ? new Date().toISOString() : startOfDay(zone, first),
  until: endOfDay(zone, last),
});

/** From which day to which. */
export function PeriodFields({
  days,
  onChange,
}: {
  readonly days: Days;
  readonly onChange: (days: Days) => void;
}) {
  const { t } = useTranslation();
  const { today } = useMoment();
  return (
    <Group grow align="flex-start">
      <TextInput
        type="date"
        label={t('period.first')}
        size="md"
        required
        min={today}
        value={days.first}
        onChange={(event) => onChange({ ...days, first: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('period.last')}
        description={t('period.hint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        size="md"
        required
        min={days.first}
        value={days.last}
        onChange={(event) => onChange({ ...days, last: event.currentTarget.value })}
      />
    </Group>
  );
}
