export { unmixed } from './mix.ts';
export { Random } from './random.ts';
