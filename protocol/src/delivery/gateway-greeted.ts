import { CHAIN_START } from '../messages/hash-chain.ts';
import type { GatewayEffect } from './gateway-io.ts';
import type { GatewayState, OnlineState, Span } from './gateway-state.ts';
import { fork, read, type Step, stay } from './gateway-steps.ts';
import { LIMITS } from './limits.ts';
import type { Welcome } from './welcome.ts';

type Greeting = Extract<GatewayState, { phase: 'greeting' }>;
type Proving = Extract<GatewayState, { phase: 'proving' }>;

/** The welcome has come: does the cloud hold this journal's history, or another one? */
export function greeted(state: Greeting, welcome: Welcome, now: number): Step {
  const { span, turn, session } = state;
  if (welcome.session !== `${session}.${turn}` || welcome.epoch !== span.epoch) return stay(state);
  if (welcome.refused !== undefined) return refused(state, welcome.refused, now);
  const known = ownHash(span, welcome.through);
  if (known === 'ask') {
    const next = turn + 1;
    return [
      { phase: 'proving', turn: next, session, span, welcome },
      [{ kind: 'prove', turn: next, seq: welcome.through }],
    ];
  }
  return known === 'pruned' || known === welcome.hash
    ? agree(state, span, welcome, now)
    : fork(state, welcome);
}

/** The journal has looked up its chain value. */
export function proved(state: Proving, hash: string, now: number): Step {
  const { span, welcome } = state;
  return hash === 'pruned' || hash === welcome.hash ? agree(state, span, welcome, now) : fork(state, welcome);
}

/**
 * Our chain value at `seq`, as far as the span tells. What was pruned cannot be compared: it was acknowledged once, so
 * the cloud went back, and is told that it is gone.
 */
function ownHash(span: Span, seq: number): string {
  if (seq === 0) return CHAIN_START;
  if (seq > span.last) return 'unknown';
  if (seq === span.last) return span.head;
  if (seq === span.first - 1) return span.base;
  return seq < span.first ? 'pruned' : 'ask';
}

function agree(state: OnlineState, span: Span, welcome: Welcome, now: number): Step {
  const { turn, session } = state;
  const { format, epoch, through } = welcome;
  const agreed = { turn, session, format, epoch, greetedAt: now, acked: through, limit: LIMITS.batchEvents };
  const [next, effects] = read(agreed, through);
  const wentBack: GatewayEffect[] =
    through < span.acked && span.acked >= span.first
      ? [{ kind: 'note', code: 'cloud_went_back', detail: `from ${span.acked} to ${through}` }]
      : [];
  return [next, [...wentBack, { kind: 'acknowledge', epoch, through, hash: welcome.hash }, ...effects]];
}

function refused(state: OnlineState, code: string, now: number): Step {
  const { turn, session } = state;
  return [
    { phase: 'waiting', turn, session, until: now + LIMITS.refusedMs },
    [{ kind: 'note', code: 'delivery_refused', detail: code }],
  ];
}
