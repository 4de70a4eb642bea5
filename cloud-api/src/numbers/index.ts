export { type RegionNumbers, regionNumbers, type SchoolNumbers } from './region-numbers.ts';
export { SMALLEST_SHOWN, type Suppressed, suppress } from './suppress.ts';
