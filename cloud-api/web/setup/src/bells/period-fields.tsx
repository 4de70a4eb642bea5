import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Period } from '../types.ts';
import { faultsOf, nextPeriod } from './faults.ts';

interface Props {
  readonly periods: readonly Period[];
  readonly onChange: (periods: readonly Period[]) => void;
}

/** Lesson-hours with their times; what is wrong is said beside the line. */
export function PeriodFields({ periods, onChange }: Props) {
  const { t } = useTranslation();
  const faults = faultsOf(periods);
  const change = (index: number, part: Partial<Period>) =>
    onChange(periods.map((one, at) => (at === index ? { ...one, ...part } : one)));
  return (
    <Stack gap="xs">
      {periods.map((period, index) => (
        <div key={index}>
          <Group gap="xs">
            <TextInput
              type="number"
              aria-label={t('bells.number')}
              value={period.number}
              min={0}
              max={20}
              w={80}
              onChange={(event) => change(index, { number: Number(event.currentTarget.value) })}
            />
            {(['start', 'end'] as const).map((which) => (
              <TextInput
                key={which}
                type="time"
                aria-label={t(`bells.${which}`, { number: period.number })}
                value={period[which]}
                error={faults[index] !== undefined}
                onChange={(event) => change(index, { [which]: event.currentTarget.value })}
              />
            ))}
            <Button
              variant="subtle"
              color="red"
              size="compact-md"
              aria-label={t('bells.remove_hour', { number: period.number })}
              onClick={() => onChange(periods.filter((_, at) => at !== index))}
            >
              {t('setup.remove')}
            </Button>
          </Group>
          {faults[index] && (
            <Text c="red.8" size="sm" role="alert">
              {t(`bells.fault_${faults[index]}`, { number: period.number })}
            </Text>
          )}
        </div>
      ))}
      <Group>
        <Button
          variant="default"
          disabled={periods.length >= 20}
          onClick={() => onChange([...periods, nextPeriod(periods)])}
        >
          {t('bells.add_hour')}
        </Button>
      </Group>
    </Stack>
  );
}
