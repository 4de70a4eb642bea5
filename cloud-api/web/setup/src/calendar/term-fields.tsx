import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export interface TermDays {
  readonly firstDay: string;
  readonly lastDay: string;
}

const MOST = 4;

/** First and last day of each term. */
export function TermFields({
  terms,
  onChange,
}: {
  readonly terms: readonly TermDays[];
  readonly onChange: (terms: TermDays[]) => void;
}) {
  const { t } = useTranslation();
  const change = (index: number, part: Partial<TermDays>) =>
    onChange(terms.map((term, at) => (at === index ? { ...term, ...part } : term)));
  return (
    <Stack gap="xs">
      {terms.map((term, index) => (
        <Group key={index} align="end">
          <Text w={90} pb={8}>
            {t('calendar.term', { number: index + 1 })}
          </Text>
          <TextInput
            type="date"
            label={t('calendar.first_day')}
            value={term.firstDay}
            onChange={(event) => change(index, { firstDay: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={t('calendar.last_day')}
            value={term.lastDay}
            min={term.firstDay}
            onChange={(event) => change(index, { lastDay: event.currentTarget.value })}
          />
          {index > 0 && index === terms.length - 1 && (
            <Button variant="subtle" color="red" onClick={() => onChange(terms.slice(0, -1))}>
              {t('setup.remove')}
            </Button>
          )}
        </Group>
      ))}
      {terms.length < MOST && (
        <Group>
          <Button variant="subtle" onClick={() => onChange([...terms, { firstDay: '', lastDay: '' }])}>
            {t('calendar.add_term')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
