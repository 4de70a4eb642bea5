import { Button, Card, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Gateway, Lane, Named, Zone } from '../types.ts';
import { GatewayDialog, LaneDialog } from './dialogs.tsx';
import { GatewayCondition } from './gateway-condition.tsx';
import { GatewayService } from './gateway-service.tsx';
import { TriedInVain } from './tried-in-vain.tsx';

interface Props {
  readonly gateway: Gateway;
  readonly sites: readonly Named[];
  /** Of its building. */
  readonly zones: readonly Zone[];
}

/** A gateway with its lanes. */
export function GatewayCard({ gateway, sites, zones }: Props) {
  const { t } = useTranslation();
  const [renaming, setRenaming] = useState(false);
  const [open, setOpen] = useState<Lane | 'new'>();
  const zoneOf = ({ zone }: Lane) => zones.find(({ id }) => id === zone)?.name ?? '—';
  const site = sites.find(({ id }) => id === gateway.site)?.name;
  return (
    <Card withBorder>
      <Stack gap="sm">
        <Group justify="space-between">
          <Stack gap={0}>
            <Title order={3} size="h4">
              {gateway.name}
            </Title>
            <Text c="dimmed" size="sm" style={{ overflowWrap: 'anywhere' }}>
              {gateway.id}
              {sites.length > 1 && site ? ` · ${t('places.site')}: ${site}` : ''}
            </Text>
          </Stack>
          <GatewayCondition gateway={gateway} />
          <Group gap="xs">
            <Button
              variant="subtle"
              aria-label={`${t('setup.edit')} ${gateway.name}`}
              onClick={() => setRenaming(true)}
            >
              {t('setup.edit')}
            </Button>
            <GatewayService gateway={gateway} />
            {gateway.state !== 'retired' && (
              <Button
                variant="default"
                aria-label={`${t('places.add_lane')}: ${gateway.name}`}
                onClick={() => setOpen('new')}
              >
                {t('places.add_lane')}
              </Button>
            )}
          </Group>
        </Group>
        <TriedInVain gateway={gateway} />
        {gateway.lanes.length === 0 ? (
          <Text c="dimmed">{t('places.no_lanes')}</Text>
        ) : (
          <Table.ScrollContainer minWidth={520}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('places.lane')}</Table.Th>
                  <Table.Th>{t('places.id')}</Table.Th>
                  <Table.Th>{t('places.kind')}</Table.Th>
                  <Table.Th>{t('places.behind')}</Table.Th>
                  <Table.Th />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {gateway.lanes.map((lane) => (
                  <Table.Tr key={lane.id}>
                    <Table.Td fw={600}>{lane.name}</Table.Td>
                    <Table.Td>{lane.id}</Table.Td>
                    <Table.Td>{t(`lane.${lane.kind}`)}</Table.Td>
                    <Table.Td>{zoneOf(lane)}</Table.Td>
                    <Table.Td ta="right">
                      <Button
                        variant="default"
                        aria-label={`${t('setup.edit')} ${lane.name}`}
                        onClick={() => setOpen(lane)}
                      >
                        {t('setup.edit')}
                      </Button>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Stack>
      {renaming && (
        <GatewayDialog
          building={gateway.building}
          sites={sites}
          row={gateway}
          onClose={() => setRenaming(false)}
        />
      )}
      {open && <LaneDialog gateway={gateway} zones={zones} row={open} onClose={() => setOpen(undefined)} />}
    </Card>
  );
}
