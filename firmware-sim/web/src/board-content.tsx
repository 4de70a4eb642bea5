import { SimpleGrid, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoardState } from '../../src/board/schema.ts';
import styles from './board-content.module.css';
import { type Choice, STRANGE_CARD } from './choice.ts';
import { LaneCard } from './lane/lane-card.tsx';
import { useHand } from './lane/use-hand.ts';
import { CrowdPanel } from './panels/crowd-panel.tsx';
import { FirePanel } from './panels/fire-panel.tsx';
import { LinePanel } from './panels/line-panel.tsx';
import { NewsList } from './panels/news-list.tsx';
import { PersonPicker } from './panels/person-picker.tsx';
import { useLaneName } from './use-lane-name.ts';
import { usePeople } from './use-people.ts';

interface BoardContentProps {
  readonly state: BoardState;
  readonly onProblem: (problem: Error) => void;
}

const EMPTY_QUEUE = { in: 0, out: 0 };

/** Who comes, on the left; the lanes, and below them what happened and the wiring, on the right. */
export function BoardContent({ state, onProblem }: BoardContentProps) {
  const { t } = useTranslation();
  const people = usePeople();
  const [choice, setChoice] = useState<Choice>({ person: undefined, card: STRANGE_CARD });
  const hand = useHand(state.lanes, choice, onProblem);
  const laneName = useLaneName(state.lanes);
  const label = (id: string): string | undefined => people.get(id)?.label;

  return (
    <div className={styles.board}>
      <div className={styles.pick}>
        <PersonPicker choice={choice} onChoose={setChoice} />
      </div>
      <Stack className={styles.lanes} gap="xs">
        <SimpleGrid cols={{ base: 1, lg: state.lanes.length > 1 ? 2 : 1 }} spacing="md">
          {state.lanes.map((lane, index) => (
            <LaneCard
              key={lane.id}
              lane={lane}
              name={laneName(lane.id)}
              digit={index + 1}
              chosen={lane.id === hand.lane}
              queue={state.crowd.queues[lane.id] ?? EMPTY_QUEUE}
              label={label}
              hand={hand}
            />
          ))}
        </SimpleGrid>
        <Text size="sm" c="dimmed" visibleFrom="sm">
          {t('board.keys')}
        </Text>
      </Stack>
      <Stack className={styles.side}>
        <CrowdPanel crowd={state.crowd} lanes={state.lanes} label={label} laneName={laneName} />
        <FirePanel fire={state.fire} />
        <NewsList latest={state.latest} label={label} laneName={laneName} />
      </Stack>
      <div className={styles.wires}>
        <LinePanel lines={state.lines} devices={state.devices} />
      </div>
    </div>
  );
}
