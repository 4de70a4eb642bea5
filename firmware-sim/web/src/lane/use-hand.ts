import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Direction, LaneView, WalkPlan } from '../../../src/board/schema.ts';
import { type Choice, personId } from '../choice.ts';
import { useAct } from '../use-act.ts';

/** The user's hand: does at lanes what the chosen person would do. */
export interface LaneHand {
  /** Lane and side that the keyboard works on: those last used. */
  readonly lane: string | undefined;
  readonly direction: Direction;
  readonly tap: (lane: string, direction: Direction) => void;
  readonly walk: (lane: string, direction: Direction, plan: WalkPlan) => void;
}

export function useHand(
  lanes: readonly LaneView[],
  choice: Choice,
  onProblem: (problem: Error) => void,
): LaneHand {
  const { t } = useTranslation();
  const act = useAct();
  const [lane, setLane] = useState(lanes[0]?.id);
  const [direction, setDirection] = useState<Direction>('in');
  const person = personId(choice);
  const stand = (at: string, side: Direction): void => {
    setLane(at);
    setDirection(side);
  };
  const tap = async (at: string, side: Direction): Promise<void> => {
    stand(at, side);
    const answer = await act<{ read: boolean }>(`lanes/${at}/tap`, {
      direction: side,
      person,
      card: choice.card,
    });
    if (answer?.read === false) onProblem(new Error(t('board.notRead')));
  };
  const walk = (at: string, side: Direction, plan: WalkPlan): void => {
    stand(at, side);
    void act(`lanes/${at}/walk`, { direction: side, person, plan });
  };
  useHotkeys([
    ...lanes.slice(0, 9).map(({ id }, index): [string, () => void] => [String(index + 1), () => setLane(id)]),
    ['t', () => lane !== undefined && void tap(lane, direction)],
    ['w', () => lane !== undefined && walk(lane, direction, 'through')],
    ['b', () => lane !== undefined && walk(lane, direction, 'turn-back')],
    ['o', () => setDirection(direction === 'in' ? 'out' : 'in')],
  ]);
  return { lane, direction, tap: (at, side) => void tap(at, side), walk };
}
