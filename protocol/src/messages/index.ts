export { Envelope } from './envelope.ts';
export { type EventDraft, JournalEvent } from './event.ts';
export { ClockState, Direction, EVENT_KINDS, EventKind } from './event-kinds.ts';
export { CHAIN_START, chainHash } from './hash-chain.ts';
export {
  DOWN,
  type Down,
  downFilter,
  downTopic,
  parseUpTopic,
  UP,
  type Up,
  upFilter,
  upTopic,
} from './topics.ts';
