import { Card, Group, SimpleGrid, Text, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type PresenceView, STATES, type StateName } from './types.ts';

interface Props {
  readonly view: PresenceView;
  readonly chosen: StateName | undefined;
  readonly onChoose: (state: StateName | undefined) => void;
}

/** The five numbers of the day; pressing one shows the people behind it, pressing it again shows all. */
export function StateTiles({ view, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const { pupils } = view;
  const numbers: Record<StateName, number> = {
    inside: pupils.inside,
    not_come: pupils.notCome,
    unknown: pupils.unknown,
    left: pupils.left,
    not_tracked: pupils.notTracked,
  };
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }} mb="lg">
      {STATES.map(({ name, color }) => (
        <UnstyledButton
          key={name}
          aria-pressed={chosen === name}
          onClick={() => onChoose(chosen === name ? undefined : name)}
          data-testid={`state-${name}`}
        >
          <Card
            withBorder
            padding="md"
            style={{
              borderTop: `6px solid var(--mantine-color-${color}-filled)`,
              ...(chosen === name ? { background: `var(--mantine-color-${color}-light)` } : {}),
            }}
          >
            <Text c="dimmed">{t(`today.${name}`)}</Text>
            <Group gap="xs" align="baseline">
              <Text fz={38} fw={700} lh={1.1}>
                {numbers[name]}
              </Text>
              {name === 'inside' && <Text c="dimmed">{t('today.of', { count: pupils.expected })}</Text>}
            </Group>
          </Card>
        </UnstyledButton>
      ))}
    </SimpleGrid>
  );
}
