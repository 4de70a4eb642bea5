export type {
  AtRiskList,
  ReceivedSignal,
  SignalView,
} from '../../../../src/month/signals/schema.ts';
export type { RecipientKind, SignalState } from '../../../../src/month/signals/signal-state.ts';
export type { Selection } from '../../../../src/reports/kinds/risk-reasons.ts';
