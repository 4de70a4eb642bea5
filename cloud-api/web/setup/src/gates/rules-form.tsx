import { Button, Divider, Group, NumberInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { ProblemAlert, useAct, useMoment } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GateRules, Named } from '../types.ts';
import { GroupList } from './group-list.tsx';
import { LaneModes } from './lane-modes.tsx';
import { TwoCardsField } from './two-cards-field.tsx';

const PASSBACK = ['off', 'soft', 'timed', 'hard'] as const;
const MINUTE = 60_000;

interface Props {
  readonly rules: GateRules;
  readonly lanes: readonly Named[];
  /** Without it there is nothing to save. */
  readonly mayChange: boolean;
}

/** The rules as a form. Nothing is sent before it is saved, and then all of it at once. */
export function RulesForm({ rules, lanes, mayChange }: Props) {
  const { t } = useTranslation();
  const { today } = useMoment();
  const [draft, setDraft] = useState(rules);
  const [holdsFrom, setHoldsFrom] = useState(today);
  const save = useAct();
  const set = (part: Partial<GateRules>) => setDraft({ ...draft, ...part });
  const { mode, ms } = draft.passback;
  const changed = JSON.stringify(draft) !== JSON.stringify(rules);
  return (
    <Stack gap="lg">
      <Stack gap="xs">
        <Text fw={600}>{t('gates.passback')}</Text>
        <Group align="end">
          <SegmentedControl
            aria-label={t('gates.passback')}
            data={PASSBACK.map((one) => ({ value: one, label: t(`passback.${one}`) }))}
            value={mode}
            onChange={(value) => set({ passback: { mode: value as (typeof PASSBACK)[number] } })}
          />
          {mode === 'timed' && (
            <NumberInput
              aria-label={t('gates.minutes')}
              suffix={` ${t('gates.min')}`}
              value={(ms ?? 5 * MINUTE) / MINUTE}
              min={1}
              max={1440}
              w={130}
              onChange={(value) =>
                typeof value === 'number' && set({ passback: { mode, ms: Math.round(value * MINUTE) } })
              }
            />
          )}
        </Group>
        <Text c="dimmed" size="sm">
          {t(`passback.${mode}_hint`)}
        </Text>
      </Stack>
      <Divider />
      <GroupList rules={draft} onChange={set} />
      <Divider />
      <LaneModes rules={draft.laneModes} lanes={lanes} onChange={(laneModes) => set({ laneModes })} />
      <Divider />
      <TwoCardsField value={draft.twoCards ?? []} lanes={lanes} onChange={(twoCards) => set({ twoCards })} />
      {mayChange && <Divider />}
      {mayChange && (
        <Group align="end">
          <TextInput
            type="date"
            label={t('setup.holds_from')}
            value={holdsFrom}
            min={today}
            onChange={(event) => setHoldsFrom(event.currentTarget.value)}
          />
          <Button
            loading={save.isPending}
            disabled={!changed || holdsFrom === ''}
            onClick={() => save.mutate({ path: '/gate-rules', body: { ...draft, holdsFrom } })}
          >
            {t('gates.save')}
          </Button>
          {changed && (
            <Button variant="default" onClick={() => setDraft(rules)}>
              {t('gates.discard')}
            </Button>
          )}
        </Group>
      )}
      <ProblemAlert error={save.error} />
    </Stack>
  );
}
