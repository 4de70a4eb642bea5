import { answered } from './gateway-answered.ts';
import { greeted, proved } from './gateway-greeted.ts';
import type { GatewayEffect, GatewayInput } from './gateway-io.ts';
import type { AgreedState, Flight, GatewayState } from './gateway-state.ts';
import { fly, hello, look, read, type Step, stay } from './gateway-steps.ts';
import { LIMITS } from './limits.ts';

/**
 * The gateway's side of the delivery protocol: one batch in flight, everything else is asked again.
 * Pure: the same state, input and time give the same next state and effects.
 *
 * @param now monotonic milliseconds
 */
export function gatewaySide(
  state: GatewayState,
  input: GatewayInput,
  now: number,
): readonly [GatewayState, readonly GatewayEffect[]] {
  if (input.kind === 'connected') return look(state.turn, input.session);
  if (state.phase === 'offline') return stay(state);
  if ('turn' in input && input.turn !== state.turn) return stay(state);
  switch (input.kind) {
    case 'disconnected':
      return [{ phase: 'offline', turn: state.turn + 1 }, []];
    case 'restart':
    case 'forked':
      return look(state.turn, state.session);
    case 'journal_failed':
      return stay(state);
    case 'span':
      return state.phase === 'looking' ? hello(state, input.span, now) : stay(state);
    case 'welcome':
      return state.phase === 'greeting' ? greeted(state, input.message, now) : stay(state);
    case 'proof':
      return state.phase === 'proving' ? proved(state, input.hash, now) : stay(state);
    case 'events':
      return state.phase === 'reading' ? fly(state, flightOf(input.batch), now) : stay(state);
    case 'pruned':
      return state.phase === 'reading' ? fly(state, gap(state, input), now) : stay(state);
    case 'nothing':
      return state.phase === 'reading' ? nothing(state) : stay(state);
    case 'appended':
      return appended(state);
    case 'ack':
      return state.phase === 'flying' ? answered(state, input.message, now) : stay(state);
    case 'tick':
      return tick(state, now);
  }
}

const flightOf = (batch: Flight['batch']): Flight => ({ batch, last: batch.first + batch.lines.length - 1 });

function gap(state: AgreedState, pruned: { through: number; hash: string }): Flight {
  const { epoch, acked } = state;
  const batch = { epoch, first: acked + 1, prev: '', head: pruned.hash, lines: [] };
  return { batch, last: pruned.through };
}

function nothing(state: Extract<GatewayState, { phase: 'reading' }>): Step {
  if (state.more) return read(state, state.acked);
  const { more: _, ...agreed } = state;
  return [{ ...agreed, phase: 'idle' }, []];
}

function appended(state: GatewayState): Step {
  if (state.phase === 'idle') return read(state, state.acked);
  return state.phase === 'reading' ? [{ ...state, more: true }, []] : stay(state);
}

function tick(state: Exclude<GatewayState, { phase: 'offline' }>, now: number): Step {
  switch (state.phase) {
    case 'greeting':
      return now - state.sentAt < LIMITS.resendMs ? stay(state) : look(state.turn, state.session);
    case 'flying':
      return now - state.sentAt < LIMITS.resendMs ? stay(state) : fly(state, state.flight, now);
    case 'waiting':
      return now < state.until ? stay(state) : look(state.turn, state.session);
    case 'idle':
      return now - state.greetedAt < LIMITS.greetMs ? stay(state) : look(state.turn, state.session);
    default:
      return stay(state);
  }
}
