import { Button, Group, Paper, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { IconFlame } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { BoardState } from '../../../src/board/schema.ts';
import { useAct } from '../use-act.ts';

/** The fire panel: each contact's alarm, and what befell its cable. */
export function FirePanel({ fire }: { readonly fire: BoardState['fire'] }) {
  const { t } = useTranslation();
  const act = useAct();
  if (fire.length === 0) return null;
  return (
    <Paper component="section" withBorder p="md" aria-label={t('fire.title')}>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t('fire.title')}
        </Title>
        {fire.map(({ id, actuated, cable }) => (
          <Stack key={id} gap={6}>
            <Group justify="space-between">
              <Text ff="monospace">{id}</Text>
              <Button
                color={actuated ? 'gray' : 'red'}
                leftSection={<IconFlame size={20} aria-hidden />}
                aria-pressed={actuated}
                onClick={() => void act(`fire/${id}`, { alarm: !actuated })}
              >
                {t(actuated ? 'fire.reset' : 'fire.alarm')}
              </Button>
            </Group>
            <SegmentedControl
              fullWidth
              size="sm"
              aria-label={`${t('fire.cable')} ${id}`}
              color={cable === 'sound' ? 'gate' : 'orange'}
              value={cable}
              data={(['sound', 'cut', 'shorted'] as const).map((value) => ({
                value,
                label: t(`fire.${value}`),
              }))}
              onChange={(value) => void act(`fire/${id}`, { cable: value })}
            />
          </Stack>
        ))}
      </Stack>
    </Paper>
  );
}
