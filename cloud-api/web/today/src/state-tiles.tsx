import { Card, Group, SimpleGrid, Text, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Chosen, type PresenceView, STATES, type StateName } from './types.ts';

interface Props {
  readonly view: PresenceView;
  readonly chosen: Chosen | undefined;
  readonly onChoose: (state: Chosen | undefined) => void;
}

/** The numbers of the day; pressing one shows the people behind it, pressing it again shows all. */
export function StateTiles({ view, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const { pupils } = view;
  const numbers: Record<StateName, number> = {
    inside: pupils.inside,
    not_come: pupils.notCome,
    awaited: pupils.awaited,
    unknown: pupils.unknown,
    left: pupils.left,
    not_tracked: pupils.notTracked,
  };
  const first = firstLesson(view);
  return (
    <SimpleGrid cols={{ base: 2, xs: 3, lg: 7 }} mb="lg">
      {STATES.map(({ name, color }) => (
        <Tile
          key={name}
          name={name}
          label={t(`today.${name}`)}
          color={color}
          number={numbers[name]}
          chosen={chosen === name}
          onChoose={() => onChoose(chosen === name ? undefined : name)}
        >
          {name === 'inside' && <Text c="dimmed">{t('today.of', { count: pupils.expected })}</Text>}
        </Tile>
      ))}
      <Tile
        name="missing_first"
        label={t('today.missing_first')}
        color="red"
        number={first.begun ? first.missing : undefined}
        chosen={chosen === 'missing_first'}
        onChoose={() => onChoose(chosen === 'missing_first' ? undefined : 'missing_first')}
      >
        {!first.begun && <Text c="dimmed">{t('today.not_begun')}</Text>}
        {first.unknown > 0 && <Text c="dimmed">{t('today.and_unknown', { count: first.unknown })}</Text>}
      </Tile>
    </SimpleGrid>
  );
}

/** Over all classes whose first lesson has begun. */
function firstLesson(view: PresenceView): { begun: boolean; missing: number; unknown: number } {
  const begun = view.classes.flatMap(({ first }) =>
    first !== undefined && first.start <= view.at ? [first] : [],
  );
  return {
    begun: begun.length > 0,
    missing: begun.reduce((sum, { missing }) => sum + missing, 0),
    unknown: begun.reduce((sum, { unknown }) => sum + unknown, 0),
  };
}

interface TileProps {
  readonly name: string;
  readonly label: string;
  readonly color: string;
  /** Undefined: there is nothing to count yet. */
  readonly number: number | undefined;
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly children?: ReactNode;
}

function Tile({ name, label, color, number, chosen, onChoose, children }: TileProps) {
  return (
    <UnstyledButton aria-pressed={chosen} onClick={onChoose} data-testid={`state-${name}`}>
      <Card
        withBorder
        padding="md"
        h="100%"
        style={{
          borderTop: `6px solid var(--mantine-color-${color}-filled)`,
          ...(chosen ? { background: `var(--mantine-color-${color}-light)` } : {}),
        }}
      >
        <Text c="dimmed">{label}</Text>
        <Group gap="xs" align="baseline">
          <Text fz={38} fw={700} lh={1.1}>
            {number ?? '–'}
          </Text>
          {children}
        </Group>
      </Card>
    </UnstyledButton>
  );
}
