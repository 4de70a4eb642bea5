import { Button, Group, Stack, Text } from '@mantine/core';
import { ConfirmButton, ProblemAlert, useAct } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SchoolYear } from '../types.ts';
import { TermFields } from './term-fields.tsx';

/** The terms of a school year; a year without classes can be taken out. */
export function TermsForm({ year }: { readonly year: SchoolYear }) {
  const { t } = useTranslation();
  const stored = year.terms.map(({ firstDay, lastDay }) => ({ firstDay, lastDay }));
  const [terms, setTerms] = useState(stored);
  const save = useAct();
  const remove = useAct();
  const changed = JSON.stringify(terms) !== JSON.stringify(stored);
  const complete = terms.every(({ firstDay, lastDay }) => firstDay !== '' && lastDay !== '');
  const path = `/school-years/${year.id}`;
  return (
    <Stack gap="xs">
      <TermFields terms={terms} onChange={setTerms} />
      <ProblemAlert error={save.error ?? remove.error} />
      <Group>
        {changed && (
          <>
            <Button
              loading={save.isPending}
              disabled={!complete}
              onClick={() => save.mutate({ method: 'PUT', path: `${path}/terms`, body: { terms } })}
            >
              {t('setup.save')}
            </Button>
            <Button variant="default" onClick={() => setTerms(stored)}>
              {t('common.cancel')}
            </Button>
            <Text c="dimmed" size="sm">
              {t('calendar.recomputes')}
            </Text>
          </>
        )}
        {!changed && (
          <ConfirmButton
            variant="subtle"
            question={t('calendar.remove_year_question')}
            onConfirm={() => remove.mutate({ method: 'DELETE', path, body: undefined })}
          >
            {t('calendar.remove_year')}
          </ConfirmButton>
        )}
      </Group>
    </Stack>
  );
}
