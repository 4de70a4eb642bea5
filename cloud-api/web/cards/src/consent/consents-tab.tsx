import { Button, SegmentedControl, Stack, Text } from '@mantine/core';
import { ListView, useMoment } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { GivenBadge } from './given-badge.tsx';
import type { Consent } from './types.ts';

const FILTERS = { all: '', waiting: '?waiting=true', refusals: '?given=false' } as const;
type Filter = keyof typeof FILTERS;

/** The register of what families agreed to and refused, by account number: names are on the person's own page. */
export function ConsentsTab({ onPerson }: { readonly onPerson: (id: string) => void }) {
  const { t } = useTranslation();
  const { day } = useMoment();
  const [filter, setFilter] = useState<Filter>('all');
  return (
    <Stack>
      <Text c="dimmed" maw={760}>
        {t('consent.register_text')}
      </Text>
      <SegmentedControl
        size="md"
        style={{ alignSelf: 'flex-start' }}
        aria-label={t('consent.show')}
        value={filter}
        onChange={(value) => setFilter(value as Filter)}
        data={Object.keys(FILTERS).map((value) => ({ value, label: t(`consent.${value}`) }))}
      />
      <ListView<Consent>
        path={`/consents${FILTERS[filter]}`}
        head={[
          t('consent.person'),
          t('consent.what'),
          t('consent.signed'),
          t('consent.paper'),
          t('consent.effect'),
        ]}
        empty={{ title: t('consent.none'), hint: t('consent.none_hint') }}
        row={(one) => ({
          key: one.id,
          cells: [
            <Button key="person" variant="subtle" px={0} h="auto" onClick={() => onPerson(one.person)}>
              {t('person.account', { number: one.accountNo })}
            </Button>,
            <GivenBadge key="given" given={one.given} />,
            `${day(one.signedOn)} · ${t(`consent.${one.signer}`)}`,
            one.online ? t('consent.online') : one.document,
            t(`consent.tracking_${one.tracking}`),
          ],
        })}
      />
    </Stack>
  );
}
