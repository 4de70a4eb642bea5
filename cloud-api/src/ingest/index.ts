export { hookRetryTask } from './hook-retry.ts';
export { Ingest, type IngestOptions, type OtherListener, type OtherUp } from './ingest.ts';
export { PARTITIONS_CRONTAB, partitionsAheadTask } from './partitions-ahead.ts';
export type { CoverageChange, StoredEvent, StoredHook } from './stored.ts';
export { Tally } from './tally.ts';
