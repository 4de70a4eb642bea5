export { KeyRing, type KeyRingOptions } from './key-ring.ts';
