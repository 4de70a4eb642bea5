import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { ProblemAlert, useAct } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SchoolYear } from './types.ts';

/** First and last day of each term. */
export function TermsForm({ year }: { readonly year: SchoolYear }) {
  const { t } = useTranslation();
  const stored = year.terms.map(({ firstDay, lastDay }) => ({ firstDay, lastDay }));
  const [terms, setTerms] = useState(stored);
  const save = useAct();
  const change = (index: number, part: Partial<(typeof terms)[number]>) =>
    setTerms(terms.map((term, at) => (at === index ? { ...term, ...part } : term)));
  const changed = JSON.stringify(terms) !== JSON.stringify(stored);
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
            onChange={(event) => change(index, { lastDay: event.currentTarget.value })}
          />
        </Group>
      ))}
      <ProblemAlert error={save.error} />
      {changed && (
        <Group>
          <Button
            loading={save.isPending}
            onClick={() =>
              save.mutate({ method: 'PUT', path: `/school-years/${year.id}/terms`, body: { terms } })
            }
          >
            {t('setup.save')}
          </Button>
          <Text c="dimmed" size="sm">
            {t('calendar.recomputes')}
          </Text>
        </Group>
      )}
    </Stack>
  );
}
