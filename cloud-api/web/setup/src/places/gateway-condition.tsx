import { Badge, Group, Text } from '@mantine/core';
import { DataAge, useMoment } from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import type { Gateway } from '../types.ts';

const COLOURS = {
  online: 'gate',
  offline: 'orange',
  silent: 'orange',
  stopped: 'gray',
  never: 'gray',
} as const;
const DAY_MS = 86_400_000;

/** Whether a gateway is enrolled and connected, and how old that knowledge is. */
export function GatewayCondition({ gateway }: { readonly gateway: Gateway }) {
  const { t } = useTranslation();
  const { moment, zone } = useMoment();
  const { state, condition, heardAt, servedUntil } = gateway;
  const old = heardAt !== undefined && Date.now() - heardAt > DAY_MS;
  return (
    <Group gap="xs">
      {state !== 'enrolled' && (
        <Badge color="gray" variant="light" tt="none" size="lg">
          {t(`gateway.${state}`)}
        </Badge>
      )}
      {servedUntil !== undefined && (
        <Text size="sm" c="dimmed">
          {t('gateway.served_until', { at: moment(servedUntil) })}
        </Text>
      )}
      {condition && (state === 'enrolled' || condition !== 'never') && (
        <Badge color={COLOURS[condition]} variant="light" tt="none" size="lg">
          {t(`gateway.${condition}`)}
        </Badge>
      )}
      {heardAt !== undefined &&
        (old ? (
          <Text size="sm" c="orange">
            {t('gateway.heard', { at: moment(heardAt) })}
          </Text>
        ) : (
          <DataAge
            timezone={zone}
            at={heardAt}
            connected={condition === 'online'}
            liveMs={45_000}
            staleMs={90_000}
          />
        ))}
    </Group>
  );
}
