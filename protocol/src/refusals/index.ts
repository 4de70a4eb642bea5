export { REFUSAL_CODES, type RefusalCode } from './codes.ts';
