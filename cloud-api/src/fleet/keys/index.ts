export { deliverListKeys } from './deliver-list-keys.ts';
export { deliverSiteKeys, type KeyDelivery } from './deliver-site-keys.ts';
export { type ListKey, ListKeys } from './list-keys.ts';
export { type ReportedKeys, reportedKeys } from './reported-keys.ts';
export { KEYS_CRONTAB, KEYS_TASK, keysTask } from './task.ts';
