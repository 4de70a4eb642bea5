import { Button, Card, Group, MultiSelect, Select, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LaneModeRule, Mode, Named } from '../types.ts';
import { WindowFields } from './window-fields.tsx';

const MODES: readonly Mode[] = ['controlled', 'free', 'blocked'];

interface Props {
  readonly rules: readonly LaneModeRule[];
  readonly lanes: readonly Named[];
  readonly onChange: (rules: readonly LaneModeRule[]) => void;
}

/** What lanes do by the clock, such as entry only before lessons. Later lines win. */
export function LaneModes({ rules, lanes, onChange }: Props) {
  const { t } = useTranslation();
  const replace = (index: number, rule: LaneModeRule) =>
    onChange(rules.map((one, at) => (at === index ? rule : one)));
  return (
    <Stack gap="sm">
      <Text fw={600}>{t('gates.modes')}</Text>
      <Text c="dimmed" size="sm">
        {t('gates.modes_hint')}
      </Text>
      {rules.map((rule, index) => (
        <Card key={index} withBorder>
          <Stack gap="sm">
            <Group>
              <WindowFields value={rule} onChange={(next) => replace(index, next)} />
            </Group>
            <Group align="end">
              {(['in', 'out'] as const).map((direction) => (
                <Select
                  key={direction}
                  label={t(`gates.${direction}`)}
                  data={MODES.map((mode) => ({ value: mode, label: t(`mode.${mode}`) }))}
                  value={rule[direction] ?? null}
                  placeholder={t('mode.unchanged')}
                  clearable
                  w={190}
                  onChange={(mode) => replace(index, withMode(rule, direction, mode as Mode | null))}
                />
              ))}
              <MultiSelect
                label={t('gates.lanes')}
                placeholder={rule.lanes === undefined ? t('gates.all_lanes') : ''}
                data={lanes.map(({ id, name }) => ({ value: id, label: name }))}
                value={[...(rule.lanes ?? [])]}
                flex={1}
                miw={180}
                onChange={(chosen) => {
                  const { lanes: _, ...rest } = rule;
                  replace(index, chosen.length === 0 ? rest : { ...rest, lanes: chosen });
                }}
              />
              <Button
                variant="subtle"
                color="red"
                onClick={() => onChange(rules.filter((_, at) => at !== index))}
              >
                {t('gates.remove')}
              </Button>
            </Group>
          </Stack>
        </Card>
      ))}
      <Group>
        <Button
          variant="default"
          onClick={() =>
            onChange([...rules, { days: [1, 2, 3, 4, 5], from: '07:00', to: '08:00', out: 'blocked' }])
          }
        >
          {t('gates.add_mode')}
        </Button>
      </Group>
    </Stack>
  );
}

function withMode(rule: LaneModeRule, direction: 'in' | 'out', mode: Mode | null): LaneModeRule {
  const { [direction]: _, ...rest } = rule;
  return mode === null ? rest : { ...rest, [direction]: mode };
}
