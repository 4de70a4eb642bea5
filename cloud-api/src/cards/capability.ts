import type { Capability } from '../server/capability.ts';
import { expireHoldings } from './expire.ts';
import { listTasks } from './lists/index.ts';

const EXPIRE_TASK = 'expire_cards';

/** Allow lists follow the registers. */
export const cardsCapability: Capability = {
  name: 'cards',
  tasks: ({ jobs, vault, now }) => ({
    ...listTasks(jobs, vault, now),
    [EXPIRE_TASK]: async () => void (await expireHoldings(jobs, vault, now())),
  }),
  crontab: [`*/15 * * * * ${EXPIRE_TASK}`],
};
