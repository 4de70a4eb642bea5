export { Bus, type BusOptions, type Bytes, type Station } from './bus.ts';
export { cleanWire, type WireFaults } from './faults.ts';
export { BITS_PER_BYTE, byteTime, resample } from './resample.ts';
