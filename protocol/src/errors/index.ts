export { catalogue, type ErrorCode } from './catalogue/index.ts';
export { type ErrorParams, formatError, formatPlace, type Place, VratarError } from './vratar-error.ts';
