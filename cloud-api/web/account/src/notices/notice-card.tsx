import { Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { callApi, type Me, useMoment, useNow } from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import { ageText } from './age-text.ts';
import type { Notice } from './notice.ts';
import { noticeLink } from './notice-link.ts';

interface Props {
  readonly notice: Notice;
  readonly me: Me;
  /** The reader's own child that it is about. */
  readonly child?: string | undefined;
  readonly onSeen: () => Promise<unknown>;
}

/** One notice: what, when, and the way to where it is dealt with. */
export function NoticeCard({ notice, me, child, onSeen }: Props) {
  const { t, i18n } = useTranslation();
  const { moment } = useMoment();
  const now = useNow(30_000);
  const { title, text, at, seen, detail } = notice;
  const link = noticeLink(notice, me);
  const open = async (to: string) => {
    if (!seen) await onSeen();
    const there = detail.school;
    // What it is about may be at another school than the one where the reader works now.
    if (there !== undefined && there !== me.school && me.schools.some(({ id }) => id === there))
      await callApi('PUT', '/session/school', { school: there });
    location.assign(to);
  };
  return (
    <Paper
      withBorder
      p="md"
      component="article"
      aria-label={title}
      style={seen ? {} : { borderInlineStart: '4px solid var(--mantine-color-gate-7)' }}
    >
      <Stack gap={4}>
        <Group gap="xs">
          <Text fw={seen ? 500 : 700}>{title}</Text>
          {!seen && <Badge tt="none">{t('notices.new')}</Badge>}
        </Group>
        {child !== undefined && <Text fw={600}>{child}</Text>}
        <Text>{text}</Text>
        <Group justify="space-between" gap="xs">
          <Text size="sm" c="dimmed">
            {ageText(now - Date.parse(at), i18n.language)} · {moment(at)}
          </Text>
          <Group gap="xs">
            {!seen && (
              <Button variant="default" onClick={() => void onSeen()}>
                {t('notices.seen')}
              </Button>
            )}
            {link !== undefined && (
              <Button variant="light" onClick={() => void open(link)}>
                {t('notices.open')}
              </Button>
            )}
          </Group>
        </Group>
      </Stack>
    </Paper>
  );
}
