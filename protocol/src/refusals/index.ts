export { REFUSALS } from './catalogue.ts';
export { REFUSAL_CODES, type RefusalCode } from './codes.ts';
export { GRANTED, GRANTED_MS } from './granted.ts';
export { toLatin } from './latin.ts';
export {
  LANGUAGES,
  type Language,
  REFUSAL_SIGNALS,
  type Refusal,
  type RefusalSignal,
  type RefusalText,
  type RefusalTone,
} from './refusal.ts';
