import type { Direction } from '../schedule/lookup.ts';
import type { Signal } from './decoders.ts';

/** Between the beams a thin body may touch neither for so long. */
export const GAP_MS = 400;

/** The fastest body needs half a second for two beams, and is at both of them for almost a third of that. */
const AT_BOTH_MS = 140;

type Side = 'outer' | 'inner';

/**
 * Two beams. `near` is the one that the body met first; `track` follows it from there: at the near beam, at both, at the
 * far one, or in the gap between them. A body that has left the near beam has passed the barrier: it does not come back.
 */
export interface PairState {
  readonly outer: boolean;
  readonly inner: boolean;
  readonly near: Side | undefined;
  readonly track: 'none' | 'near' | 'gap' | 'both' | 'far' | 'far_both';
  /** The near beam was touched again while the body was at the far one: there may have been two bodies. */
  readonly crowded: boolean;
  /** The body at the far beam was at neither for a moment before: perhaps the one that came had turned back. */
  readonly gapped: boolean;
  /** Since when the body is where it is. */
  readonly trackSince: number;
  /** When the body was met at the near beam. */
  readonly nearAt: number;
  /** It was at the far beam alone sooner than one body is: two met between the beams. */
  readonly hasty: boolean;
}

export const NEW_PAIR: PairState = {
  outer: false,
  inner: false,
  near: undefined,
  track: 'none',
  crowded: false,
  gapped: false,
  trackSince: 0,
  nearAt: 0,
  hasty: false,
};

export interface PairStep {
  readonly state: PairState;
  readonly signals: readonly Signal[];
}

export interface PairChange {
  readonly role: Side;
  readonly active: boolean;
  readonly at: number;
  /** The other beam was met by the same report. */
  readonly atBoth?: boolean;
}

/** Time at which a body in the gap is given up as turned back. */
export const pairTimer = (state: PairState): number =>
  state.track === 'gap' ? state.trackSince + GAP_MS : Number.POSITIVE_INFINITY;

export function stepPair(before: PairState, change: PairChange): PairStep {
  const late = change.at >= pairTimer(before) ? expireGap(before) : { state: before, signals: [] };
  const state = { ...late.state, [change.role]: change.active };
  const next = follow(state, change);
  return { state: next.state, signals: [...late.signals, ...next.signals] };
}

/** The body in the gap did not come out on the far side: it went back. */
export function expireGap(state: PairState): PairStep {
  const signal: Signal = { kind: 'turnback', direction: directionOf(state), at: state.trackSince };
  return { state: { ...state, near: undefined, track: 'none', crowded: false }, signals: [signal] };
}

function follow(state: PairState, change: PairChange): PairStep {
  const { at } = change;
  const near = state.near === undefined ? undefined : state[state.near];
  const far = state.near === undefined ? undefined : state[other(state.near)];
  const go = (track: PairState['track'], ...kinds: Signal['kind'][]): PairStep => ({
    state: {
      ...state,
      track,
      trackSince: at,
      near: track === 'none' ? undefined : state.near,
      crowded: track !== 'none' && (state.crowded || track === 'far_both'),
      gapped: isBeyond(track) && (state.gapped || state.track === 'gap'),
      hasty: isBeyond(track) && (state.hasty || (state.track === 'both' && at - state.nearAt < AT_BOTH_MS)),
    },
    signals: kinds.map((kind) => ({
      kind,
      direction: directionOf(state),
      at,
      crowded: state.crowded,
      hasty: state.hasty,
      sudden: state.trackSince === at,
    })),
  });
  switch (state.track) {
    case 'none':
      return change.active ? enter(state, change) : { state, signals: [] };
    case 'near':
      return far ? go('both') : near ? go('near') : go('gap');
    case 'gap':
      return far ? go('far') : near ? go('near') : { state, signals: [] };
    case 'both':
      return near && far ? go('both') : far ? go('far') : go('near');
    case 'far':
      return near ? go('far_both') : far ? go('far') : go('none', 'complete');
    case 'far_both':
      return near && far ? go('far_both') : far ? go('far') : secondBody(state, at);
  }
}

/**
 * The far beam is free and the near one is not: the first body has left, and a second is behind it. One that came the
 * other way, after the first had turned back, looks the same.
 */
function secondBody(state: PairState, at: number): PairStep {
  const direction = directionOf(state);
  return {
    state: { ...state, track: 'near', crowded: false, gapped: false, nearAt: at, hasty: false },
    signals: [
      { kind: 'complete', direction, at, crossed: true, gapped: state.gapped },
      { kind: 'begin', direction, at },
    ],
  };
}

function enter(state: PairState, { role: near, at, atBoth = false }: PairChange): PairStep {
  const entered: PairState = { ...state, near, track: 'near', nearAt: at };
  return { state: entered, signals: [{ kind: 'begin', direction: directionOf(entered), at, atBoth }] };
}

const isBeyond = (track: PairState['track']): boolean => track === 'far' || track === 'far_both';

const other = (side: Side): Side => (side === 'outer' ? 'inner' : 'outer');

const directionOf = ({ near }: PairState): Direction => (near === 'inner' ? 'out' : 'in');
