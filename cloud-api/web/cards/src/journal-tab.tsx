import { Stack, Text } from '@mantine/core';
import { ListView, useMoment } from '@vratar/ui';
import { useTranslation } from 'react-i18next';

interface Entry {
  readonly number: number;
  readonly label: string;
  readonly action: 'issued' | 'returned' | 'replaced';
  readonly signedOn: string;
  readonly document: string;
}

/** The journal of cards that families who refused processing have signed for; names are on paper only. */
export function JournalTab() {
  const { t } = useTranslation();
  const { day } = useMoment();
  return (
    <Stack>
      <Text c="dimmed">{t('journal.text')}</Text>
      <ListView<Entry>
        path="/card-journal"
        head={[
          t('journal.number'),
          t('stock.label'),
          t('journal.action'),
          t('journal.signed'),
          t('journal.document'),
        ]}
        empty={{ title: t('journal.none'), hint: t('journal.none_hint') }}
        row={(entry) => ({
          key: String(entry.number),
          cells: [
            entry.number,
            entry.label || '—',
            t(`journal.${entry.action}`),
            day(entry.signedOn),
            entry.document || '—',
          ],
        })}
      />
    </Stack>
  );
}
