import type { GatewayEffect } from './gateway-io.ts';
import type { AgreedState, Flight, GatewayState, OnlineState, Span } from './gateway-state.ts';
import { LIMITS } from './limits.ts';
import type { Welcome } from './welcome.ts';

/** The moves that the gateway's side is made of. Each is a next state with its effects. */
export type Step = readonly [GatewayState, readonly GatewayEffect[]];

export const stay = (state: GatewayState): Step => [state, []];

/** Begins anew: what does the journal hold? */
export function look(turn: number, session: string): Step {
  const next = turn + 1;
  return [{ phase: 'looking', turn: next, session }, [{ kind: 'look', turn: next }]];
}

/** Says hello again, but not faster than the pause: two sides that misunderstand each other must not storm. */
export function again(state: AgreedState, now: number): Step {
  const until = state.greetedAt + LIMITS.pauseMs;
  if (now >= until) return look(state.turn, state.session);
  return [{ phase: 'waiting', turn: state.turn + 1, session: state.session, until }, []];
}

/** The turn makes the session's name unique on this connection, so that an answer to an earlier hello is not taken. */
export function hello(state: OnlineState, span: Span, sentAt: number): Step {
  const { turn, session } = state;
  return [
    { phase: 'greeting', turn, session, span, sentAt },
    [{ kind: 'send_hello', session: `${session}.${turn}`, span }],
  ];
}

/** Another history lives in the cloud under our epoch: a restored or cloned disk, on this side or on another gateway. */
export function fork(state: OnlineState, { epoch, through, newest }: Welcome): Step {
  const turn = state.turn + 1;
  const detail = `epoch ${epoch}: the cloud's history through ${through} is not ours`;
  return [
    { phase: 'forking', turn, session: state.session },
    [
      { kind: 'note', code: 'history_forked', detail },
      { kind: 'fork', turn, epoch, atLeast: newest + 1 },
    ],
  ];
}

/** Asks for the next events after `acked`. */
export function read(state: Omit<AgreedState, 'phase'>, acked: number, limit = state.limit): Step {
  const { session, format, epoch, greetedAt } = state;
  const turn = state.turn + 1;
  return [
    { phase: 'reading', turn, session, format, epoch, greetedAt, acked, limit, more: false },
    [{ kind: 'read', turn, after: acked, limit }],
  ];
}

/** Sends, or sends again. */
export function fly(state: AgreedState, flight: Flight, sentAt: number): Step {
  const { turn, session, format, epoch, greetedAt, acked, limit } = state;
  const next = { turn, session, format, epoch, greetedAt, acked, limit };
  return [{ phase: 'flying', ...next, flight, sentAt }, [send(flight, format)]];
}

function send({ batch, last }: Flight, format: number): GatewayEffect {
  if (batch.lines.length > 0) return { kind: 'send_batch', batch, format };
  const { epoch, first, head } = batch;
  return { kind: 'send_gone', gone: { v: 1, epoch, from: first, through: last, hash: head } };
}

export const grow = (limit: number): number => Math.min(LIMITS.batchEvents, limit * 2);
export const halve = (limit: number): number => Math.max(1, Math.floor(limit / 2));
