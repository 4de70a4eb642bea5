import { Button, Group, Modal, NumberInput, Stack, Text } from '@mantine/core';
import { ProblemAlert, useAct } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SchoolYear } from '../types.ts';
import { TermFields } from './term-fields.tsx';

/** The terms of the next year as they would be if nothing moved; the order of the ministry corrects them. */
const moved = (date: string, by: number) => `${Number(date.slice(0, 4)) + by}${date.slice(4)}`;
const leapless = (date: string) => date.replace(/-02-29$/, '-02-28');

function proposal(newest: SchoolYear | undefined, startYear: number) {
  if (newest === undefined)
    return [
      { firstDay: `${startYear}-09-15`, lastDay: `${startYear + 1}-01-31` },
      { firstDay: `${startYear + 1}-02-04`, lastDay: `${startYear + 1}-06-30` },
    ];
  const by = startYear - newest.startYear;
  return newest.terms.map(({ firstDay, lastDay }) => ({
    firstDay: moved(leapless(firstDay), by),
    lastDay: moved(leapless(lastDay), by),
  }));
}

interface Props {
  readonly newest: SchoolYear | undefined;
  readonly onDone: (year: string) => void;
  readonly onClose: () => void;
}

/** A new school year with its terms. */
export function YearDialog({ newest, onDone, onClose }: Props) {
  const { t } = useTranslation();
  const next = newest === undefined ? new Date().getFullYear() : newest.startYear + 1;
  const [startYear, setStartYear] = useState(next);
  const [terms, setTerms] = useState(proposal(newest, next));
  const add = useAct<{ readonly id: string }>(({ id }) => onDone(id));
  return (
    <Modal opened onClose={onClose} title={t('calendar.add_year')} size="lg">
      <Stack>
        <NumberInput
          label={t('calendar.start_year')}
          description={`${startYear}/${startYear + 1}`}
          value={startYear}
          min={2000}
          max={2150}
          allowDecimal={false}
          w={200}
          onChange={(value) => {
            if (typeof value !== 'number') return;
            setStartYear(value);
            setTerms(proposal(newest, value));
          }}
        />
        <TermFields terms={terms} onChange={setTerms} />
        <Text c="dimmed" size="sm">
          {t('calendar.year_hint')}
        </Text>
        <ProblemAlert error={add.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            loading={add.isPending}
            onClick={() => add.mutate({ path: '/school-years', body: { startYear, terms } })}
          >
            {t('setup.save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
