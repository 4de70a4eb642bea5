import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { ProblemAlert, useAct, useMoment } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { HoldsFields } from '../shared/holds-fields.tsx';
import type { Bells, Coded, Period } from '../types.ts';
import { faultsOf } from './faults.ts';
import { PeriodFields } from './period-fields.tsx';

const FIRST: readonly Period[] = [{ number: 1, start: '08:00', end: '08:40' }];

interface Props {
  readonly shift: Coded;
  /** Bells to begin with. */
  readonly basis: Bells | undefined;
  readonly onClose: () => void;
}

/** Other bells of a shift, from a day on or on one day: what held before stays in the past. */
export function BellsDialog({ shift, basis, onClose }: Props) {
  const { t } = useTranslation();
  const { today } = useMoment();
  const [periods, setPeriods] = useState(basis?.periods ?? FIRST);
  const [holds, setHolds] = useState({ holdsFrom: today, onlyThatDay: false });
  const set = useAct(onClose);
  const wrong = faultsOf(periods).some((fault) => fault !== undefined);
  return (
    <Modal opened onClose={onClose} title={t('bells.of', { shift: shift.name })} size="lg">
      <Stack>
        <HoldsFields value={holds} only={t('bells.only')} onChange={setHolds} />
        <PeriodFields periods={periods} onChange={setPeriods} />
        <Text c="dimmed" size="sm">
          {t('calendar.recomputes')}
        </Text>
        <ProblemAlert error={set.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            loading={set.isPending}
            disabled={wrong || periods.length === 0 || holds.holdsFrom === ''}
            onClick={() => set.mutate({ path: '/bells', body: { shift: shift.id, ...holds, periods } })}
          >
            {t('setup.set')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
