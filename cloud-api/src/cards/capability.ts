import type { Capability } from '../server/capability.ts';
import { listTasks } from './lists/index.ts';

/** Allow lists follow the registers. */
export const cardsCapability: Capability = {
  name: 'cards',
  tasks: ({ jobs, vault, now }) => listTasks(jobs, vault, now),
};
