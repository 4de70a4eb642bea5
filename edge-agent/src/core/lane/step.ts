import { nextTimer, phaseOf } from './phase.ts';
import { TRANSITIONS } from './table.ts';
import { Transition } from './transition.ts';
import type { LaneContext, LaneInput, LaneInputKind, LaneState, LaneStep } from './types.ts';

/** One step of one lane. Pure; `context` holds the modes of this moment. */
export function stepLane(state: LaneState, input: LaneInput, context: LaneContext): LaneStep {
  const transition = new Transition(state, context);
  const handler = TRANSITIONS[phaseOf(state)][input.kind] as (t: Transition, input: LaneInput) => void;
  handler(transition, input);
  return { state: transition.state, effects: transition.effects };
}

/** Runs all timers that are due until `now`, each at its own time, so that a late tick changes nothing but the delay. */
export function runLane(state: LaneState, now: number, context: LaneContext): LaneStep {
  const effects: LaneStep['effects'][number][] = [];
  let current = state;
  for (let at = due(current, context); at <= now; at = due(current, context)) {
    const step = stepLane(current, { kind: 'tick', at }, context);
    effects.push(...step.effects);
    current = step.state;
  }
  return { state: current, effects };
}

function due(state: LaneState, context: LaneContext): number {
  return state.evacuation ? Number.POSITIVE_INFINITY : nextTimer(state, context);
}

export type { LaneInputKind };
