import { Chip, Group, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Window } from '../types.ts';

/** Days of the week, and from when to when. */
export function WindowFields<T extends Window>({
  value,
  onChange,
}: {
  readonly value: T;
  readonly onChange: (value: T) => void;
}) {
  const { t } = useTranslation();
  return (
    <>
      <Chip.Group
        multiple
        value={value.days.map(String)}
        onChange={(days) => days.length > 0 && onChange({ ...value, days: days.map(Number).sort() })}
      >
        <Group gap={4}>
          {[1, 2, 3, 4, 5, 6, 7].map((one) => (
            <Chip key={one} value={String(one)} size="sm" aria-label={t(`weekday.${one}`)}>
              {t(`weekday.short${one}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <TextInput
        type="time"
        aria-label={t('gates.from')}
        value={value.from}
        onChange={(event) => onChange({ ...value, from: event.currentTarget.value })}
      />
      <TextInput
        type="time"
        aria-label={t('gates.to')}
        value={value.to}
        onChange={(event) => onChange({ ...value, to: event.currentTarget.value })}
      />
    </>
  );
}
