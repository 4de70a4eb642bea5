import { Group, MultiSelect, NumberInput, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Named, TwoCards } from '../types.ts';

interface Props {
  readonly value: readonly TwoCards[];
  readonly lanes: readonly Named[];
  readonly onChange: (value: readonly TwoCards[]) => void;
}

/** Lanes where a child leaves with an escort: the first of the rules; further ones stay as they are. */
export function TwoCardsField({ value: [first, ...others], lanes, onChange }: Props) {
  const { t } = useTranslation();
  const rule: TwoCards = first ?? { lanes: [], directions: ['out'], ms: 10_000 };
  const set = (next: TwoCards) => onChange(next.lanes.length === 0 ? others : [next, ...others]);
  return (
    <Stack gap="xs">
      <Text fw={600}>{t('gates.two_cards')}</Text>
      <Text c="dimmed" size="sm">
        {t('gates.two_cards_hint')}
      </Text>
      <Group align="end">
        <MultiSelect
          label={t('gates.lanes')}
          placeholder={rule.lanes.length === 0 ? t('gates.no_lane') : ''}
          data={lanes.map(({ id, name }) => ({ value: id, label: name }))}
          value={[...rule.lanes]}
          onChange={(chosen) => set({ ...rule, lanes: chosen })}
          flex={1}
          miw={220}
        />
        {rule.lanes.length > 0 && (
          <NumberInput
            label={t('gates.within')}
            suffix={` ${t('gates.sec')}`}
            value={rule.ms / 1_000}
            min={1}
            max={60}
            w={150}
            onChange={(seconds) => typeof seconds === 'number' && set({ ...rule, ms: seconds * 1_000 })}
          />
        )}
      </Group>
    </Stack>
  );
}
