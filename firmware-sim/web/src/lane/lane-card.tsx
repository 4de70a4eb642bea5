import { Badge, Card, Group, Kbd, SimpleGrid, Stack, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LaneView } from '../../../src/board/schema.ts';
import { LaneMenu } from './lane-menu.tsx';
import { Scene } from './scene.tsx';
import { SidePanel } from './side-panel.tsx';
import type { LaneHand } from './use-hand.ts';

export interface LaneCardProps {
  readonly lane: LaneView;
  readonly name: string;
  /** The digit that chooses this lane. */
  readonly digit: number;
  readonly chosen: boolean;
  readonly queue: { readonly in: number; readonly out: number };
  readonly label: (person: string) => string | undefined;
  readonly hand: LaneHand;
}

/** One lane: its plan, its two readers, and what a person may do there. */
export function LaneCard({ lane, name, digit, chosen, queue, label, hand }: LaneCardProps) {
  return (
    <Card
      component="section"
      withBorder
      padding="sm"
      aria-label={name}
      style={chosen ? { outline: '3px solid var(--mantine-color-gate-6)' } : undefined}
    >
      <Stack gap="xs">
        <Group justify="space-between" wrap="nowrap">
          <Group gap="xs">
            <Kbd aria-hidden>{digit}</Kbd>
            <Title order={2} size="h4">
              {name}
            </Title>
            <LaneBadges lane={lane} />
          </Group>
          <LaneMenu lane={lane} name={name} hand={hand} />
        </Group>
        <Scene lane={lane} name={name} queue={queue} label={label} />
        <SimpleGrid cols={2} spacing="xs">
          {(['in', 'out'] as const).map((direction) => (
            <SidePanel
              key={direction}
              direction={direction}
              side={lane[direction]}
              chosen={chosen && hand.direction === direction}
              hand={hand}
              lane={lane.id}
            />
          ))}
        </SimpleGrid>
      </Stack>
    </Card>
  );
}

function LaneBadges({ lane }: { readonly lane: LaneView }) {
  const { t } = useTranslation();
  const bothFree = (lane.in?.free ?? true) && (lane.out?.free ?? true);
  return (
    <>
      {bothFree && <Badge color="gate">{t('lane.bothFree')}</Badge>}
      {lane.armsDown && <Badge color="orange">{t('lane.armsDown')}</Badge>}
      {lane.siren && <Badge color="red">{t('lane.siren')}</Badge>}
      {lane.jammed && <Badge color="grape">{t('lane.jammed')}</Badge>}
      {!lane.powered && <Badge color="dark">{t('lane.noPower')}</Badge>}
    </>
  );
}
