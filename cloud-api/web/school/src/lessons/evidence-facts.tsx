import { List, Text, Title } from '@mantine/core';
import { REFUSALS, type RefusalCode } from '@vratar/protocol/refusals';
import type { Language } from '@vratar/ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTimeText } from '../../../today/src/use-time-text.ts';
import { ExcuseList } from './excuse-list.tsx';
import type { Evidence } from './types.ts';

/** Everything behind the proposals, in words: stays, passages, refusals, doubts, excuses. */
export function EvidenceFacts({ evidence }: { readonly evidence: Evidence }) {
  const { t, i18n } = useTranslation();
  const time = useTimeText(evidence.timezone);
  const language = i18n.language as Language;
  return (
    <>
      <Facts
        title={t('evidence.doubts')}
        empty={t(
          evidence.intervals.some(({ uncertain }) => uncertain)
            ? 'evidence.doubts.stays'
            : 'evidence.doubts.none',
        )}
      >
        {evidence.doubts.map(({ cause, gateway = t('today.an_entrance'), from, until }, index) => (
          <List.Item key={index}>
            {t(`why.${cause}`, { gateway, time: time(from) })}
            {until !== undefined && until !== from && ` – ${time(until)}`}
          </List.Item>
        ))}
      </Facts>
      <Facts title={t('evidence.stays')} empty={t('evidence.stays.none')}>
        {evidence.intervals.map(({ building, start, end, startQuality, endQuality, uncertain }) => (
          <List.Item key={start}>
            <b>
              {time(start)} – {time(end)}
            </b>{' '}
            · {building} · {t(`quality.${startQuality}`)} → {t(`quality.${endQuality}`)}
            {uncertain && ` · ${t('evidence.uncertain')}`}
          </List.Item>
        ))}
      </Facts>
      <Facts title={t('evidence.passes')} empty={t('evidence.passes.none')}>
        {evidence.passes.map(({ at, direction, gateway, lane, quality }) => (
          <List.Item key={`${at}${direction}`}>
            <b>{time(at)}</b> {t(`direction.${direction}`)} · {[gateway, lane].filter(Boolean).join(' · ')}
            {quality !== 'tap' && ` · ${t(`quality.${quality}`)}`}
          </List.Item>
        ))}
      </Facts>
      {evidence.refusals.length > 0 && (
        <Facts title={t('evidence.refusals')} empty="">
          {evidence.refusals.map(({ at, gateway, lane, reason = '' }) => (
            <List.Item key={at}>
              <b>{time(at)}</b> · {[gateway, lane].filter(Boolean).join(' · ')} ·{' '}
              {REFUSALS[reason as RefusalCode]?.text[language].long ?? reason}
            </List.Item>
          ))}
        </Facts>
      )}
      {evidence.excuses.length > 0 && (
        <section>
          <Title order={3} size="h5" mb={4}>
            {t('excuse.list')}
          </Title>
          <ExcuseList excuses={evidence.excuses} timezone={evidence.timezone} />
        </section>
      )}
    </>
  );
}

function Facts({
  title,
  empty,
  children,
}: {
  readonly title: string;
  readonly empty: string;
  readonly children: readonly ReactNode[];
}) {
  return (
    <section>
      <Title order={3} size="h5" mb={4}>
        {title}
      </Title>
      {children.length === 0 ? <Text c="dimmed">{empty}</Text> : <List>{children}</List>}
    </section>
  );
}
