import { Paper, ScrollArea, Stack, Text, Title } from '@mantine/core';
import { EmptyState } from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import type { Happening } from '../../../src/board/schema.ts';

interface NewsListProps {
  readonly latest: readonly Happening[];
  readonly label: (person: string) => string | undefined;
  readonly laneName: (lane: string) => string;
}

/** What happened at the lanes, newest first. */
export function NewsList({ latest, label, laneName }: NewsListProps) {
  const { t, i18n } = useTranslation();
  return (
    <Paper component="section" withBorder p="md" aria-label={t('news.title')}>
      <Stack gap="xs">
        <Title order={2} size="h4">
          {t('news.title')}
        </Title>
        {latest.length === 0 ? (
          <EmptyState title={t('news.none')} />
        ) : (
          <ScrollArea.Autosize mah={420} type="auto" offsetScrollbars>
            <Stack component="ol" gap={2} m={0} p={0} style={{ listStyle: 'none' }}>
              {latest.map((item) => (
                <Text component="li" key={item.number} size="sm">
                  <Text span ff="monospace" c="dimmed" size="sm">
                    {new Date(item.at).toLocaleTimeString(i18n.language)}
                  </Text>{' '}
                  {sentence(item)}
                </Text>
              ))}
            </Stack>
          </ScrollArea.Autosize>
        )}
      </Stack>
    </Paper>
  );

  function sentence(item: Happening): string {
    const who = 'person' in item ? (label(item.person) ?? t('news.someone')) : '';
    const where =
      'lane' in item && 'direction' in item ? `${laneName(item.lane)}, ${t(`lane.${item.direction}`)}` : '';
    switch (item.kind) {
      case 'tap':
        return `${who} ${t(item.read ? 'news.tap' : 'news.tapLost')} · ${where}`;
      case 'walk-ended':
        return `${who} ${t(`news.${item.outcome}`)} · ${where}`;
      case 'fire': {
        const cable = item.cable === 'sound' ? '' : `, ${t('fire.cable')}: ${t(`fire.${item.cable}`)}`;
        return `${item.loop}: ${t(item.actuated ? 'news.fire' : 'news.fireEnd')}${cable}`;
      }
      case 'power':
        return `${item.device} ${t(item.on ? 'news.powerOn' : 'news.powerOff')}`;
      case 'acu':
        return `${item.line}: ${t(item.connected ? 'news.gateCame' : 'news.gateGone')}`;
      case 'arms':
        return `${laneName(item.lane)}: ${t(item.down ? 'news.armsDown' : 'news.armsUp')}`;
    }
  }
}
