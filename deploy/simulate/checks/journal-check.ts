import type { Morning } from '../world/morning.ts';

/** What was thought of so shortly before the end may still be on its way. */
const STILL_WAITING_MS = 5_000;

/** I5: what was durable is in the cloud, in its order; what was not is covered by a `power_up` that says since when. */
export function checkJournal(morning: Morning): void {
  const { cloud, durable } = morning;
  if (!cloud.complete)
    morning.complain(`I5 the cloud has ${cloud.events.length} events of ${durable.length}`);
  durable.forEach(({ draft }, index) => {
    const event = cloud.events[index]?.event;
    if (event !== undefined && (event.kind !== draft.kind || event.at !== draft.at)) {
      morning.complain(`I5 event ${index + 1} is ${event.kind}, and ${draft.kind} was committed`);
    }
  });
  const lost = morning.drafts.filter(
    ({ durableAt, createdAt }) =>
      durableAt === undefined && createdAt < morning.clock.now() - STILL_WAITING_MS,
  );
  const lastUp = morning.durable.findLast(({ draft }) => draft.kind === 'power_up');
  for (const { draft, createdAt } of lost) {
    if (lastUp === undefined || lastUp.createdAt < createdAt) {
      morning.complain(`I5 ${draft.kind} of ${createdAt} is lost, and no power_up came after it`);
    }
  }
}
