export { KeyRing, type KeyRingOptions, type KeyTrouble } from './key-ring.ts';
