import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Building, Gateway, Named, Zone } from '../types.ts';
import { BuildingDialog, GatewayDialog, ZoneDialog } from './dialogs.tsx';
import { GatewayCard } from './gateway-card.tsx';

interface Props {
  readonly building: Building;
  readonly zones: readonly Zone[];
  readonly gateways: readonly Gateway[];
  readonly sites: readonly Named[];
}

const inServiceFirst = (gateways: readonly Gateway[]) =>
  gateways.toSorted((a, b) => Number(a.state === 'retired') - Number(b.state === 'retired'));

/** A building with its zones, gateways and lanes. */
export function BuildingSection({ building, zones, gateways, sites }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'building' | 'zone' | 'gateway' | Zone>();
  const close = () => setOpen(undefined);
  const hours = { from: building.opens.slice(0, 5), to: building.closes.slice(0, 5) };
  return (
    <Stack gap="sm" component="section">
      <Group justify="space-between">
        <Stack gap={0}>
          <Title order={2} size="h3">
            {building.name}
          </Title>
          <Text c="dimmed">
            {[building.code, building.address, t('places.open', hours)].filter(Boolean).join(' · ')}
          </Text>
        </Stack>
        <Group gap="xs">
          <Button
            variant="subtle"
            aria-label={`${t('setup.edit')} ${t('places.building')} ${building.name}`}
            onClick={() => setOpen('building')}
          >
            {t('setup.edit')}
          </Button>
          <Button variant="default" onClick={() => setOpen('gateway')}>
            {t('places.add_gateway')}
          </Button>
        </Group>
      </Group>
      <Group gap="xs">
        <Text>{t('places.zones')}:</Text>
        {zones.length === 0 && <Text c="dimmed">{t('places.no_zones')}</Text>}
        {zones.map((zone) => (
          <Button
            key={zone.id}
            variant="default"
            aria-label={`${t('setup.edit')} ${t('places.zone')} ${zone.name}`}
            onClick={() => setOpen(zone)}
          >
            {zone.name}
          </Button>
        ))}
        <Button variant="subtle" onClick={() => setOpen('zone')}>
          {t('places.add_zone')}
        </Button>
      </Group>
      {gateways.length === 0 && <Text c="dimmed">{t('places.no_gateways')}</Text>}
      {inServiceFirst(gateways).map((gateway) => (
        <GatewayCard key={gateway.id} gateway={gateway} sites={sites} zones={zones} />
      ))}
      {open === 'building' && <BuildingDialog row={building} onClose={close} />}
      {open === 'gateway' && <GatewayDialog building={building.id} sites={sites} row="new" onClose={close} />}
      {open === 'zone' && <ZoneDialog building={building.id} row="new" onClose={close} />}
      {typeof open === 'object' && <ZoneDialog building={building.id} row={open} onClose={close} />}
    </Stack>
  );
}
