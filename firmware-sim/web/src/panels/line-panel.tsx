import { Badge, Group, Paper, SimpleGrid, Slider, Stack, Switch, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BoardLine, BoardState } from '../../../src/board/schema.ts';
import { useAct } from '../use-act.ts';
import { DeviceRow } from './device-row.tsx';

/** Bit error rates of the slider; the first is a clean line. */
const RATES = [0, 1e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2] as const;

/** The cables and the devices on them. */
export function LinePanel({ lines, devices }: Pick<BoardState, 'lines' | 'devices'>) {
  const { t } = useTranslation();
  return (
    <Paper component="section" withBorder p="md" aria-label={t('line.title')}>
      <Stack>
        <Title order={2} size="h4">
          {t('line.title')}
        </Title>
        <SimpleGrid cols={{ base: 1, md: lines.length > 1 ? 2 : 1 }} spacing="lg">
          {lines.map((line) => (
            <Stack key={line.id} gap="sm">
              <LineControls line={line} />
              {devices
                .filter((device) => device.line === line.id)
                .map((device) => (
                  <DeviceRow key={device.id} device={device} />
                ))}
            </Stack>
          ))}
        </SimpleGrid>
      </Stack>
    </Paper>
  );
}

function LineControls({ line }: { readonly line: BoardLine }) {
  const { t } = useTranslation();
  const act = useAct();
  const { id, faults } = line;
  const change = (body: object) => void act(`lines/${id}/faults`, body);
  const position = Math.max(
    0,
    RATES.findLastIndex((rate) => rate <= faults.bitErrorRate),
  );
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text fw={700}>
          {id}{' '}
          <Text span c="dimmed" size="sm">
            {line.baud} baud
          </Text>
        </Text>
        <Badge color={line.connected ? 'gate' : 'orange'} variant="light" tt="none">
          {t(line.connected ? 'line.held' : 'line.alone')}
        </Badge>
      </Group>
      <Text size="sm" id={`noise-${id}`}>
        {t('line.noise')}: {rateText(faults.bitErrorRate)}
      </Text>
      <Slider
        thumbProps={{ 'aria-labelledby': `noise-${id}` }}
        color={position === 0 ? 'gate' : 'orange'}
        min={0}
        max={RATES.length - 1}
        value={position}
        label={null}
        marks={RATES.map((_, value) => ({ value }))}
        onChange={(value) => change({ bitErrorRate: RATES[value] })}
      />
      <Group gap="xl">
        <Switch
          label={t('line.cut')}
          checked={faults.cut}
          color="red"
          onChange={(event) => change({ cut: event.currentTarget.checked })}
        />
        <Switch
          label={t('line.echo')}
          checked={faults.echo}
          color="orange"
          onChange={(event) => change({ echo: event.currentTarget.checked })}
        />
      </Group>
    </Stack>
  );

  function rateText(rate: number): string {
    return rate === 0
      ? t('line.none')
      : rate.toExponential(0).replace('e-', ' · 10⁻').replace(/(\d)$/, superscript);
  }
}

function superscript(digit: string): string {
  return '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]!;
}
