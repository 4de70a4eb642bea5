import { Stack, Text } from '@mantine/core';
import { ListView, useMoment } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CardPanel } from './desk/card-panel.tsx';
import { ScanField } from './desk/scan-field.tsx';

interface Found {
  readonly id: string;
  readonly label: string;
  readonly foundAt: string;
  readonly school: string;
  readonly code: string;
  readonly handedBackAt?: string;
}

/** A card that somebody hands in here, and cards of this school that lie somewhere. */
export function FoundTab() {
  const { t } = useTranslation();
  const { moment } = useMoment();
  const [uid, setUid] = useState<string>();
  return (
    <Stack gap="lg">
      <ScanField
        label={t('found.field')}
        description={t('found.hint')}
        button={t('found.look')}
        focus
        onEnter={setUid}
      />
      {uid !== undefined && <CardPanel key={uid} uid={uid} onPerson={() => setUid(undefined)} />}
      <Text fw={600} size="lg">
        {t('found.list')}
      </Text>
      <ListView<Found>
        path="/found-cards"
        head={[t('stock.label'), t('found.where'), t('found.when'), t('found.back')]}
        empty={{ title: t('found.none') }}
        row={(card) => ({
          key: card.id,
          cells: [
            card.label || '—',
            `${card.school} (${card.code})`,
            moment(card.foundAt),
            card.handedBackAt === undefined ? t('found.waiting') : moment(card.handedBackAt),
          ],
        })}
      />
    </Stack>
  );
}
