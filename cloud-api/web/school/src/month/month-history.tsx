import { List, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AuthorText } from '../author-text.tsx';
import type { MonthView } from './types.ts';

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
          </List.Item>
        ))}
      </List>
    </section>
  );
}
