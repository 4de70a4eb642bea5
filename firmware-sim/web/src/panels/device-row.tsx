import { ActionIcon, Badge, Group, Text, Tooltip } from '@mantine/core';
import { type Icon, IconPlugConnected, IconPower, IconRefresh, IconVolumeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { BoardDevice } from '../../../src/board/schema.ts';
import { useAct } from '../use-act.ts';

const OFF_MS = 1500;

/** One device: how its gate sees it, and its plug. */
export function DeviceRow({ device }: { readonly device: BoardDevice }) {
  const { t } = useTranslation();
  const act = useAct();
  const { id, powered, faults } = device;
  const [state, color] = condition(device);
  const power = (body: object) => void act(`devices/${id}/power`, body);
  return (
    <Group justify="space-between" gap="xs" wrap="nowrap">
      <Group gap="xs">
        <Text ff="monospace" size="sm">
          {device.address}
        </Text>
        <Text size="sm">{id}</Text>
        <Badge size="sm" variant="light" color={color} tt="none">
          {t(state)}
        </Badge>
      </Group>
      <Group gap={4} wrap="nowrap">
        <DeviceAct label={t('device.cycle')} Icon={IconRefresh} onClick={() => power({ cycleMs: OFF_MS })} />
        <DeviceAct
          label={t(powered ? 'device.off' : 'device.on')}
          Icon={powered ? IconPower : IconPlugConnected}
          pressed={!powered}
          onClick={() => power({ on: !powered })}
        />
        <DeviceAct
          label={t(faults.mute ? 'device.unmute' : 'device.mute')}
          Icon={IconVolumeOff}
          pressed={faults.mute}
          onClick={() => void act(`devices/${id}/faults`, { mute: !faults.mute })}
        />
      </Group>
    </Group>
  );
}

interface DeviceActProps {
  readonly label: string;
  readonly Icon: Icon;
  readonly pressed?: boolean;
  readonly onClick: () => void;
}

function DeviceAct({ label, Icon, pressed = false, onClick }: DeviceActProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant={pressed ? 'filled' : 'default'}
        color="orange"
        aria-label={label}
        onClick={onClick}
      >
        <Icon size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

function condition({ powered, faults, heard, session }: BoardDevice): [string, string] {
  if (!powered) return ['device.offState', 'red'];
  if (faults.mute) return ['device.muted', 'orange'];
  if (!heard) return ['device.silent', 'orange'];
  if (session === 'site') return ['device.secure', 'gate'];
  return session === 'default' ? ['device.default', 'orange'] : ['device.clear', 'orange'];
}
