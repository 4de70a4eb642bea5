import { Button, Divider, Group, Stack, Text } from '@mantine/core';
import { EmptyState, ErrorState, LoadingState, useProblemText } from '@vratar/ui';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAll } from '../shared/use-all.ts';
import type { Building, Gateway, Named, Zone } from '../types.ts';
import { BuildingSection } from './building-section.tsx';
import { BuildingDialog } from './dialogs.tsx';

const REFRESH_MS = 10_000;

/** What is built: buildings, their zones, gateways and lanes. */
export function PlacesTab() {
  const { t } = useTranslation();
  const text = useProblemText();
  const buildings = useAll<Building>('/buildings');
  const zones = useAll<Zone>('/zones');
  const sites = useAll<Named>('/sites');
  const gateways = useAll<Gateway>('/gateways', { everyMs: REFRESH_MS });
  const [adding, setAdding] = useState(false);
  const lists = [buildings, zones, sites, gateways];
  const failed = lists.find(({ error, data }) => error && data === undefined);
  if (failed)
    return (
      <ErrorState
        message={text(failed.error)}
        onRetry={() => void Promise.all(lists.map((one) => one.refetch()))}
      />
    );
  if (!buildings.data || !zones.data || !sites.data || !gateways.data) return <LoadingState />;
  const at = <T extends { readonly building: string }>(rows: readonly T[], { id }: Building) =>
    rows.filter(({ building }) => building === id);
  return (
    <Stack gap="xl">
      <Group justify="space-between">
        <Text c="dimmed" flex={1} miw={240}>
          {t('places.hint')}
        </Text>
        <Button onClick={() => setAdding(true)}>{t('places.add_building')}</Button>
      </Group>
      {buildings.data.length === 0 && <EmptyState title={t('places.none')} />}
      {buildings.data.map((building, index) => (
        <Fragment key={building.id}>
          {index > 0 && <Divider />}
          <BuildingSection
            building={building}
            zones={at(zones.data, building)}
            gateways={at(gateways.data, building)}
            sites={sites.data}
          />
        </Fragment>
      ))}
      {adding && <BuildingDialog row="new" onClose={() => setAdding(false)} />}
    </Stack>
  );
}
