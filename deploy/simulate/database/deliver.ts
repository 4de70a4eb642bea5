import type { Kysely } from 'kysely';
import type { Database } from '../../../cloud-api/src/db/index.ts';
import { isMeasured, type Told, type ToldEvent } from '../lessons/told-facts.ts';
import type { Morning } from '../world/morning.ts';
import { SentJournal } from './sent-journal.ts';
import { STRETCH, stretched, stretchedLine } from './stretched.ts';
import type { Wire } from './wire.ts';

export interface Delivery {
  readonly db: Kysely<Database>;
  readonly wire: Wire;
  readonly school: string;
  readonly gateway: string;
  /** Token under which the cloud knows a card. */
  readonly tokenOf: (token: string) => string;
  /** Sets the cloud's clock. */
  readonly setNow: (utc: number) => void;
}

const BATCH = 50;

/** Sends a morning's journal to the real ingest, as the gateway's link does: in order, and each event once acknowledged. */
export async function deliver(morning: Morning, told: Told, delivery: Delivery): Promise<void> {
  const { wire, gateway, setNow } = delivery;
  const journal = new SentJournal(told.sent.map((each) => lineOf(each, told, delivery.tokenOf)));
  // Half of the gateways are measured as they come, the others when all is said.
  if (morning.plan.seed % 2 === 0) await measure(morning, told, delivery);
  await wire.hello(gateway, journal.hello(stretched(0)));
  for (const [first, last] of batches(told.sent)) {
    setNow(arrival(told.sent[last]!));
    const { through } = await wire.events(gateway, journal.batch(first + 1, last + 1));
    if (through !== last + 1) {
      morning.complain(`I6 the cloud acknowledged ${through} of the events through ${last + 1}`);
      return;
    }
  }
  if (morning.plan.seed % 2 === 1) await measure(morning, told, delivery);
}

const arrival = ({ receivedAt, time }: ToldEvent): number =>
  stretched(time) + STRETCH * Math.max(0, receivedAt - stretched(0) - time);

/** Whatever the cloud cannot read it quarantines, and goes on behind it. */
function lineOf(told: ToldEvent, all: Told, tokenOf: Delivery['tokenOf']): string {
  if (told.isLost) return `damaged ${told.event.seq}`;
  const { token } = told.event;
  const event = token === undefined ? told.event : { ...told.event, token: tokenOf(token) };
  return stretchedLine({ ...told, event }, all);
}

/** Places of the first and the last event of each batch: what arrived together, and what is damaged alone. */
function* batches(sent: readonly ToldEvent[]): Generator<readonly [number, number]> {
  let first = 0;
  for (let next = 1; next <= sent.length; next += 1) {
    const before = sent[next - 1]!;
    const event = sent[next];
    const goesOn =
      event !== undefined &&
      !event.isLost &&
      !before.isLost &&
      event.receivedAt === before.receivedAt &&
      next - first < BATCH;
    if (goesOn) continue;
    yield [first, next - 1];
    first = next;
  }
}

/** What the cloud learns of the clock of each boot that it ever met. */
async function measure(morning: Morning, told: Told, { db, school, gateway }: Delivery): Promise<void> {
  const rows = [...told.boots]
    .filter(([boot]) => isMeasured(boot, morning.plan.delivery))
    .map(([boot, bootedAt]) => ({
      gateway,
      school,
      boot,
      mono: 0,
      device_at: stretched(bootedAt) + offsetOf(boot, told),
      cloud_at: stretched(bootedAt),
      round_trip_ms: 0,
      recorded_at: stretched(bootedAt),
    }));
  if (rows.length > 0) await db.insertInto('clock_measurement').values(rows).execute();
}

/** What the device's clock was wrong by when the boot began to speak. */
function offsetOf(boot: string, told: Told): number {
  const first = told.sent.find(({ event }) => event.boot === boot);
  if (first === undefined) return 0;
  return (JSON.parse(stretchedLine(first, told)) as { at: number }).at - stretched(first.time);
}
