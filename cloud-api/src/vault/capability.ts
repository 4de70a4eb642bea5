import type { Capability } from '../server/capability.ts';
import { vaultTasks } from './tasks.ts';

/** Rotation of keys in the background. */
export const vaultCapability: Capability = {
  name: 'vault',
  tasks: ({ jobs, vault, now }) => vaultTasks(jobs, vault, now),
};
