import { Button, Group, Text } from '@mantine/core';
import { useMoment } from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import { addDays, mondayOf } from '../../../school/src/dates.ts';

/** The week that is looked at, named by its Monday. */
export function WeekNav({
  monday,
  onChange,
}: {
  readonly monday: string;
  readonly onChange: (monday: string) => void;
}) {
  const { t } = useTranslation();
  const { day, today } = useMoment();
  const present = mondayOf(today);
  return (
    <Group gap="xs">
      <Button
        variant="default"
        aria-label={t('week.before')}
        onClick={() => onChange(addDays(monday, -7))}
        px="sm"
      >
        ‹
      </Button>
      <Text aria-live="polite">{t('setup.from_to', { from: day(monday), to: day(addDays(monday, 6)) })}</Text>
      <Button
        variant="default"
        aria-label={t('week.after')}
        onClick={() => onChange(addDays(monday, 7))}
        px="sm"
      >
        ›
      </Button>
      {monday !== present && (
        <Button variant="subtle" onClick={() => onChange(present)}>
          {t('week.this')}
        </Button>
      )}
    </Group>
  );
}
