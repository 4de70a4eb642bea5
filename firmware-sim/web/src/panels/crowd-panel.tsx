import { ActionIcon, Button, Group, Menu, Paper, Slider, Stack, Text, Title } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconRotate, IconWalk } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoardState } from '../../../src/board/schema.ts';
import { useAct } from '../use-act.ts';

const SPEEDS = [1, 2, 5, 10, 30, 60] as const;

interface CrowdPanelProps {
  readonly crowd: BoardState['crowd'];
  readonly lanes: BoardState['lanes'];
  readonly label: (person: string) => string | undefined;
  readonly laneName: (lane: string) => string;
}

/** The people who come by themselves. */
export function CrowdPanel({ crowd, lanes, label, laneName }: CrowdPanelProps) {
  const { t } = useTranslation();
  const act = useAct();
  const [index, setIndex] = useState(0);
  useEffect(() => {
    const known = (SPEEDS as readonly number[]).indexOf(crowd.speed);
    if (known >= 0) setIndex(known);
  }, [crowd.speed]);
  const speed = SPEEDS[index]!;

  return (
    <Paper component="section" withBorder p="md" aria-label={t('crowd.title')}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} size="h4">
            {t('crowd.title')}
          </Title>
          <Text ff="monospace" size="xl" fw={700} role="timer">
            {clock(crowd.timeOfDayMs)}
          </Text>
        </Group>
        <Group grow>
          <Button
            color={crowd.running ? 'gray' : 'gate'}
            leftSection={
              crowd.running ? (
                <IconPlayerPause size={20} aria-hidden />
              ) : (
                <IconPlayerPlay size={20} aria-hidden />
              )
            }
            onClick={() => void act('crowd', crowd.running ? { running: false } : { running: true, speed })}
          >
            {t(crowd.running ? 'crowd.stop' : 'crowd.start')}
          </Button>
        </Group>
        <Text size="sm" id="crowd-speed">
          {t('crowd.speed')}: ×{speed}
        </Text>
        <Slider
          thumbProps={{ 'aria-labelledby': 'crowd-speed' }}
          min={0}
          max={SPEEDS.length - 1}
          step={1}
          value={index}
          label={null}
          marks={SPEEDS.map((value, position) => ({ value: position, label: `${value}` }))}
          mb="md"
          onChange={setIndex}
          onChangeEnd={(position) => crowd.running && void act('crowd', { speed: SPEEDS[position] })}
        />
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {t('crowd.ahead', { number: crowd.ahead })}
          </Text>
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconRotate size={16} aria-hidden />}
            onClick={() => void act('crowd', { from: '07:00' })}
          >
            {t('crowd.restart')}
          </Button>
        </Group>
        {crowd.atDesk.length > 0 && (
          <Stack gap={4}>
            <Text size="sm" fw={600}>
              {t('crowd.desk')} ({crowd.atDesk.length})
            </Text>
            {crowd.atDesk.slice(0, 5).map((person) => (
              <Group key={person} justify="space-between" wrap="nowrap">
                <Text size="sm" truncate>
                  {label(person)}
                </Text>
                <Menu>
                  <Menu.Target>
                    <ActionIcon variant="light" aria-label={`${t('crowd.send')}: ${label(person) ?? person}`}>
                      <IconWalk size={20} aria-hidden />
                    </ActionIcon>
                  </Menu.Target>
                  <Menu.Dropdown>
                    <Menu.Label>{t('crowd.send')}</Menu.Label>
                    {lanes.map((lane) => (
                      <Menu.Item
                        key={lane.id}
                        onClick={() => void act('crowd/desk', { person, lane: lane.id })}
                      >
                        {laneName(lane.id)}
                      </Menu.Item>
                    ))}
                  </Menu.Dropdown>
                </Menu>
              </Group>
            ))}
          </Stack>
        )}
      </Stack>
    </Paper>
  );
}

function clock(ms: number): string {
  const minutes = Math.floor(ms / 60_000) % (24 * 60);
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}
