import { Value } from 'typebox/value';
import { Timing } from '../../../src/core/index.ts';
import { isReady, phaseOf } from '../../../src/core/lane/phase.ts';
import { runLane, stepLane } from '../../../src/core/lane/step.ts';
import {
  type Grant,
  type LaneContext,
  type LaneEffect,
  type LaneInput,
  type LaneState,
  NEW_LANE,
} from '../../../src/core/lane/types.ts';

const timing = Value.Default(Timing, {}) as Timing;
export const CONTROLLED: LaneContext = {
  timing,
  sensors: 'pair',
  modes: { in: 'controlled', out: 'controlled' },
};
export const with_ = (more: Partial<LaneContext>): LaneContext => ({ ...CONTROLLED, ...more });

let ids = 0;
export function grant(direction: 'in' | 'out', more: Partial<Grant> = {}): Grant {
  ids += 1;
  return {
    id: ids,
    direction,
    by: 'card',
    trace: `t${ids}`,
    token: `k${ids}`,
    holder: `h${ids}`,
    draft: ids,
    waitUntil: 0,
    ...more,
  };
}

/** One lane, played by hand. */
export class Play {
  state: LaneState = NEW_LANE;
  context: LaneContext;
  readonly effects: LaneEffect[] = [];
  at = 1_000;

  constructor(context: LaneContext = CONTROLLED) {
    this.context = context;
  }

  input(input: LaneInput): this {
    const run = runLane(this.state, input.at, this.context);
    const step = stepLane(run.state, input, this.context);
    this.effects.push(...run.effects, ...step.effects);
    this.state = step.state;
    return this;
  }

  /** A durable grant: it opens at once. */
  grant(direction: 'in' | 'out', more: Partial<Grant> = {}): this {
    return this.input({ kind: 'grant', grant: grant(direction, { draft: 0, ...more }), at: this.at });
  }

  body(kind: 'begin' | 'complete' | 'turnback' | 'unclear', direction?: 'in' | 'out'): this {
    return this.input({ kind, direction, at: this.at });
  }

  wait(ms: number): this {
    this.at += ms;
    return this.input({ kind: 'tick', at: this.at });
  }

  get phase() {
    return phaseOf(this.state);
  }

  get told(): string[] {
    return this.effects.flatMap((effect) =>
      effect.kind === 'event'
        ? [
            effect.event.reason === undefined
              ? effect.event.kind
              : `${effect.event.kind} ${effect.event.reason}`,
          ]
        : [],
    );
  }

  /** Tokens of those who have passed. */
  get moved(): (string | undefined)[] {
    return this.effects.flatMap((effect) =>
      effect.kind === 'event' && effect.moved !== undefined ? [effect.moved.token] : [],
    );
  }

  ready(by: Grant['by'], direction: 'in' | 'out'): boolean {
    return isReady(this.state, this.context, by, direction, this.at);
  }
}
