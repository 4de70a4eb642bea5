import { Random } from '../../../firmware-sim/src/random/index.ts';
import type { SiteEvent } from '../../../firmware-sim/src/site/index.ts';
import type { Morning } from '../world/morning.ts';

type Tap = Extract<SiteEvent, { kind: 'tap' }>;

/**
 * Where a lane asks for two cards, a member of staff often comes to whoever taps there, sometimes too late, and sometimes
 * it is a friend with a card that lets nobody in.
 */
export function standBy({ plan, site, clock, people }: Morning): void {
  const { strict, seeds } = plan;
  const rule = strict?.twoCards;
  if (rule === undefined) return;
  const random = new Random(seeds.strict).fork();
  const staff = people.filter(({ kind }) => kind === 'staff');
  const answer = ({ lane, direction, person }: Tap): void => {
    const isFriend = random.chance(0.15);
    const by = random.pick(isFriend ? people : staff);
    const card = random.pick(by.cards).uid;
    clock.at(clock.now() + random.int(200, 2_400), () => {
      if (by.id !== person) site.lanes.get(lane).tap(direction, by.id, card);
    });
  };
  site.listen((event) => {
    if (event.kind !== 'tap' || event.lane !== rule.lane || !rule.directions.includes(event.direction))
      return;
    const isStaff = staff.some(({ id }) => id === event.person);
    if (!isStaff && random.chance(0.7)) answer(event);
  });
}
