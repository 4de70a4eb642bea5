import { Button, Group } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClassBoard } from './class-board.tsx';
import { GatewayNotices } from './gateway-notices.tsx';
import { MusterList } from './muster-list.tsx';
import { PeopleList } from './people-list.tsx';
import { StateTiles } from './state-tiles.tsx';
import type { Chosen, PresenceView } from './types.ts';
import { UnknownWhy } from './unknown-why.tsx';
import { useTimeText } from './use-time-text.ts';
import { ZoneLine } from './zone-line.tsx';

/** Everything about the day at a glance, and the muster list one press away. */
export function TodayBoard({ view }: { readonly view: PresenceView }) {
  const { t } = useTranslation();
  const [state, setState] = useState<Chosen>();
  const [classId, setClassId] = useState<string>();
  const [muster, setMuster] = useState(false);
  const time = useTimeText(view.timezone);
  if (muster) return <MusterList timezone={view.timezone} onBack={() => setMuster(false)} />;
  return (
    <>
      <GatewayNotices view={view} />
      <StateTiles view={view} chosen={state} onChoose={setState} />
      <UnknownWhy view={view} />
      <Group justify="space-between" align="flex-start">
        <ZoneLine view={view} />
        <Button
          variant="default"
          leftSection={<IconListCheck size={20} aria-hidden />}
          onClick={() => setMuster(true)}
        >
          {t('muster.title')}
        </Button>
      </Group>
      <ClassBoard view={view} chosen={classId} onChoose={setClassId} />
      <PeopleList view={view} state={state} classId={classId} />
      <p aria-live="off">{view.dataAt !== undefined && t('today.complete', { time: time(view.dataAt) })}</p>
    </>
  );
}
