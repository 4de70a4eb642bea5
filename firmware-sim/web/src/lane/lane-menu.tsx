import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LaneView } from '../../../src/board/schema.ts';
import { useAct } from '../use-act.ts';
import type { LaneHand } from './use-hand.ts';

interface LaneMenuProps {
  readonly lane: LaneView;
  readonly name: string;
  readonly hand: LaneHand;
}

/** What people rarely do at a lane, and what goes wrong with it. */
export function LaneMenu({ lane, name, hand }: LaneMenuProps) {
  const { t } = useTranslation();
  const act = useAct();
  const trouble = (change: object) => () => void act(`lanes/${lane.id}/trouble`, change);
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`${t('lane.more')}: ${name}`}>
          <IconDots />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {(['in', 'out'] as const).map((direction) => (
          <div key={direction}>
            <Menu.Label>{t(`lane.${direction}`)}</Menu.Label>
            {(['force', 'tailgate', 'linger'] as const).map((plan) => (
              <Menu.Item key={plan} onClick={() => hand.walk(lane.id, direction, plan)}>
                {t(`lane.${plan}`)}
              </Menu.Item>
            ))}
          </div>
        ))}
        <Menu.Label>{t('lane.troubles')}</Menu.Label>
        {lane.wired.button && (
          <Menu.Item onClick={() => void act(`lanes/${lane.id}/button`, {})}>{t('lane.button')}</Menu.Item>
        )}
        <Menu.Item onClick={trouble({ jammed: !lane.jammed })}>
          {t(lane.jammed ? 'lane.unjam' : 'lane.jam')}
        </Menu.Item>
        <Menu.Item onClick={trouble({ powered: !lane.powered })}>
          {t(lane.powered ? 'lane.powerOff' : 'lane.powerOn')}
        </Menu.Item>
        {lane.wired.tamper && (
          <Menu.Item onClick={trouble({ tamper: !lane.tampered })}>
            {t(lane.tampered ? 'lane.tamperEnd' : 'lane.tamper')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
