import { Box, List, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AuthorText } from '../author-text.tsx';
import { OpenDayList } from './open-days.tsx';
import type { MonthView, OpenDay } from './types.ts';

/** Every act on the month: who, when, with what words. */
export function MonthHistory({ view }: { readonly view: MonthView }) {
  const { t } = useTranslation();
  if (view.history.length === 0) return null;
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {t('month.history')}
      </Title>
      <List>
        {view.history.map((line) => (
          <List.Item key={`${line.at}/${line.act}/${line.class ?? ''}`}>
            <Text>
              {t(`act.${line.act}`)}
              {line.class !== undefined && ` ${line.class}`}
              {line.number !== undefined && ` № ${line.number}`} ·{' '}
              <AuthorText by={line.by} at={line.at} timezone={view.timezone} />
              {line.openDays !== undefined && ` · ${t('month.accepted', { count: line.openDays })}`}
              {line.reason !== undefined && `: ${line.reason}`}
            </Text>
            {line.acceptedBy !== undefined && (
              <Accepted by={line.acceptedBy} days={line.acceptedDays ?? []} />
            )}
          </List.Item>
        ))}
      </List>
    </section>
  );
}

/** By which name somebody answers for which days. */
function Accepted({ by, days }: { readonly by: string; readonly days: readonly OpenDay[] }) {
  const { t } = useTranslation();
  return (
    <Box component="details" ml="md" mb="xs">
      <Text component="summary" style={{ cursor: 'pointer' }} py={9}>
        {t('month.accepted_by', { name: by })}
      </Text>
      <OpenDayList days={days} />
    </Box>
  );
}
