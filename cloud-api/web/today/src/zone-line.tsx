import { Badge, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PresenceView } from './types.ts';

/** How many are where: pupils and staff, by building and zone. */
export function ZoneLine({ view }: { readonly view: PresenceView }) {
  const { t } = useTranslation();
  return (
    <Group gap="xs" mb="lg">
      <Text c="dimmed">
        {t('today.staff')}: <b>{view.staffInside}</b>
      </Text>
      {view.zones.map(({ building, zone, inside }) => (
        <Badge key={`${building}/${zone ?? ''}`} variant="outline" color="gray" size="lg" tt="none">
          {zone ?? building}: {inside}
        </Badge>
      ))}
    </Group>
  );
}
