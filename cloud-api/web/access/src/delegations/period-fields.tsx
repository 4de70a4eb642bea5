import { Group, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { endOfDay } from '../accounts/role-fields.tsx';

/** First and last day, `YYYY-MM-DD`; both count. */
export interface Days {
  readonly first: string;
  readonly last: string;
}

/** Today by this device's clock. */
export const today = (): string => new Date().toLocaleDateString('sv');

export const areDays = ({ first, last }: Days): boolean => first !== '' && last >= first;

/** As the API takes it; what begins today begins now. */
export const periodBody = ({ first, last }: Days) => ({
  from: first <= today() ? new Date().toISOString() : new Date(`${first}T00:00:00`).toISOString(),
  until: endOfDay(last),
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
  return (
    <Group grow align="flex-start">
      <TextInput
        type="date"
        label={t('period.first')}
        size="md"
        required
        min={today()}
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
