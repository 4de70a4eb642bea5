import { ActionIcon, Button, Group, Menu, Paper, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReasonName } from './types.ts';

export const REASONS: readonly ReasonName[] = ['medical', 'family', 'participation', 'quarantine', 'other'];

interface Props {
  readonly count: number;
  readonly busy: boolean;
  readonly onMark: (
    mark: 'present' | 'late' | 'absent' | 'undo' | 'confirm' | 'excused',
    reason?: ReasonName,
  ) => void;
  /** Whole days of the chosen pupils. */
  readonly onExcuse: () => void;
  readonly onEvidence: () => void;
  readonly onClose: () => void;
}

/** What can be done with the chosen lessons, large enough for a finger; keys do the same. */
export function DecideBar({ count, busy, onMark, onExcuse, onEvidence, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Paper
      withBorder
      shadow="md"
      p="sm"
      mt="md"
      className="decide-bar"
      role="toolbar"
      aria-label={t('lessons.decide')}
      pos="sticky"
      bottom={8}
      style={{ zIndex: 2 }}
    >
      <Group gap="xs">
        <Text miw={80}>{t('lessons.chosen', { count })}</Text>
        <Button
          size="sm"
          disabled={count === 0}
          loading={busy}
          color="gate"
          onClick={() => onMark('present')}
        >
          {t('status.present')}
        </Button>
        <Button size="sm" disabled={count === 0} loading={busy} color="yellow" onClick={() => onMark('late')}>
          {t('status.late')}
        </Button>
        <Button size="sm" disabled={count === 0} loading={busy} color="red" onClick={() => onMark('absent')}>
          {t('status.absent')}
        </Button>
        <Menu>
          <Menu.Target>
            <Button size="sm" disabled={count === 0} loading={busy} color="blue">
              {t('status.excused')} …
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{t('lessons.only_these')}</Menu.Label>
            {REASONS.map((reason) => (
              <Menu.Item key={reason} onClick={() => onMark('excused', reason)}>
                {t(`reason.${reason}`)}
              </Menu.Item>
            ))}
            <Menu.Divider />
            <Menu.Item onClick={onExcuse}>{t('lessons.whole_days')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
        <Button size="sm" variant="default" disabled={count === 0} onClick={() => onMark('confirm')}>
          {t('lessons.confirm')}
        </Button>
        <Button size="sm" variant="default" disabled={count === 0} onClick={() => onMark('undo')}>
          {t('lessons.undo')}
        </Button>
        <Button size="sm" variant="default" onClick={onEvidence}>
          {t('lessons.evidence')}
        </Button>
        <ActionIcon variant="subtle" color="gray" ml="auto" aria-label={t('app.close')} onClick={onClose}>
          <IconX aria-hidden />
        </ActionIcon>
      </Group>
    </Paper>
  );
}
