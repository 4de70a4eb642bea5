import { Button, Card, Group, MultiSelect, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CARD_KINDS, type CardKind, type GateRules, type ScheduleGroup, type Window } from '../types.ts';
import { WindowFields } from './window-fields.tsx';

const WEEK: Window = { days: [1, 2, 3, 4, 5], from: '06:30', to: '20:00' };

interface Props {
  readonly rules: GateRules;
  readonly onChange: (part: Pick<GateRules, 'groups' | 'groupsOf'>) => void;
}

/** Schedule groups: when whose cards open. A kind of card without a group opens at any time. */
export function GroupList({ rules: { groups, groupsOf }, onChange }: Props) {
  const { t } = useTranslation();
  const kindsOf = (id: string) => CARD_KINDS.filter((kind) => groupsOf[kind]?.includes(id));
  const replace = (group: ScheduleGroup) =>
    onChange({ groups: groups.map((one) => (one.id === group.id ? group : one)), groupsOf });
  const setKinds = (id: string, kinds: readonly string[]) =>
    onChange({ groups, groupsOf: withKinds(groupsOf, id, kinds) });
  const free = (): string => {
    const taken = new Set(groups.map(({ id }) => id));
    return Array.from({ length: groups.length + 1 }, (_, n) => `group-${n + 1}`).find(
      (id) => !taken.has(id),
    )!;
  };
  return (
    <Stack gap="sm">
      <Text fw={600}>{t('gates.groups')}</Text>
      <Text c="dimmed" size="sm">
        {t('gates.groups_hint')}
      </Text>
      {groups.map((group) => (
        <Card key={group.id} withBorder>
          <Stack gap="sm">
            <MultiSelect
              label={t('gates.cards_of')}
              data={CARD_KINDS.map((kind) => ({ value: kind, label: t(`cards.${kind}`) }))}
              value={[...kindsOf(group.id)]}
              onChange={(kinds) => setKinds(group.id, kinds)}
            />
            {group.weekly.map((window, index) => (
              <Group key={index}>
                <WindowFields
                  value={window}
                  onChange={(next) =>
                    replace({ ...group, weekly: group.weekly.map((one, at) => (at === index ? next : one)) })
                  }
                />
                {group.weekly.length > 1 && (
                  <Button
                    variant="subtle"
                    size="compact-md"
                    onClick={() =>
                      replace({ ...group, weekly: group.weekly.filter((_, at) => at !== index) })
                    }
                  >
                    {t('gates.remove')}
                  </Button>
                )}
              </Group>
            ))}
            <Group>
              <Button
                variant="default"
                size="compact-md"
                onClick={() => replace({ ...group, weekly: [...group.weekly, WEEK] })}
              >
                {t('gates.add_window')}
              </Button>
              <Button
                variant="subtle"
                color="red"
                size="compact-md"
                onClick={() =>
                  onChange({
                    groups: groups.filter(({ id }) => id !== group.id),
                    groupsOf: withKinds(groupsOf, group.id, []),
                  })
                }
              >
                {t('gates.remove_group')}
              </Button>
            </Group>
          </Stack>
        </Card>
      ))}
      <Group>
        <Button
          variant="default"
          onClick={() => onChange({ groups: [...groups, { id: free(), weekly: [WEEK] }], groupsOf })}
        >
          {t('gates.add_group')}
        </Button>
      </Group>
    </Stack>
  );
}

function withKinds(groupsOf: GateRules['groupsOf'], id: string, kinds: readonly string[]) {
  const entries = CARD_KINDS.map((kind): [CardKind, readonly string[]] => {
    const others = (groupsOf[kind] ?? []).filter((one) => one !== id);
    return [kind, kinds.includes(kind) ? [...others, id] : others];
  });
  return Object.fromEntries(entries.filter(([, named]) => named.length > 0));
}
