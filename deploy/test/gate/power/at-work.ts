import { setTimeout as sleep } from 'node:timers/promises';
import type { Life } from './life.ts';

/** What a gate goes through: taps, lists, acknowledgements, drills, a pause in which it tidies up. */
export const atWork = (random: () => number) => [
  async (life: Life): Promise<void> => {
    const { link, rig } = life;
    const shown = (count: number) => life.until(`${count} events`, () => life.events.length >= count);
    await link.offerList(rig.cards.list(1));
    await life.underLoad(random, async () => {
      await life.drill('drill-on-1', true);
      await sleep(300);
      await shown(10);
      await life.drill('drill-off-1', false);
      await link.offerList(rig.cards.list(2));
      await sleep(1000);
      await shown(40);
    });
    await sleep(2500);
    await life.drill('drill-on-2', true);
    await sleep(100);
  },
];
