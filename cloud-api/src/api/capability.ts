import type { Capability } from '../server/capability.ts';
import { API_CRONTAB, apiTasks } from './tasks.ts';

/** What the interface itself keeps and tidies. */
export const apiCapability: Capability = {
  name: 'api',
  tasks: ({ jobs, now }) => apiTasks(jobs, now),
  crontab: API_CRONTAB,
};
