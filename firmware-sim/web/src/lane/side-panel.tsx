import { Badge, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconCreditCard } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Direction, SideView } from '../../../src/board/schema.ts';
import { ReaderFace } from './reader-face.tsx';
import type { LaneHand } from './use-hand.ts';

export interface SidePanelProps {
  readonly lane: string;
  readonly direction: Direction;
  readonly side: SideView | undefined;
  readonly chosen: boolean;
  readonly hand: LaneHand;
}

/** One side of a lane: its reader, and tap, walk, turn back. */
export function SidePanel({ lane, direction, side, chosen, hand }: SidePanelProps) {
  const { t } = useTranslation();
  if (side === undefined) return <div />;
  const Arrow = direction === 'in' ? IconArrowRight : IconArrowLeft;
  return (
    <Stack gap={6}>
      <Group gap={6} justify="space-between" wrap="nowrap">
        <Group gap={4}>
          <Arrow size={18} aria-hidden />
          <Text fw={600} td={chosen ? 'underline' : undefined}>
            {t(`lane.${direction}`)}
          </Text>
        </Group>
        <Badge variant={side.free ? 'filled' : 'outline'} color={side.free ? 'gate' : 'gray'} tt="none">
          {t(side.free ? 'lane.free' : 'lane.locked')}
        </Badge>
      </Group>
      <ReaderFace side={side} />
      <Button
        size="sm"
        leftSection={<IconCreditCard size={18} aria-hidden />}
        onClick={() => hand.tap(lane, direction)}
      >
        {t('lane.tap')}
      </Button>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={6} verticalSpacing={6}>
        <Button
          size="sm"
          px={4}
          fz={14}
          variant="light"
          onClick={() => hand.walk(lane, direction, 'through')}
        >
          {t('lane.walk')}
        </Button>
        <Button
          size="sm"
          px={4}
          fz={14}
          variant="light"
          color="gray"
          onClick={() => hand.walk(lane, direction, 'turn-back')}
        >
          {t('lane.turn-back')}
        </Button>
      </SimpleGrid>
    </Stack>
  );
}
