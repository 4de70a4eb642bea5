/** Forked by `attendance-live.ts`: taps at a steady rate, and looks for what has become of some of them. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectPool } from '@vratar/cloud-api/src/db/index.ts';
import { type Landed, type Network, openSenders } from '../ingest/sender.ts';
import { steadyTaps } from '../ingest/steady-taps.ts';

interface Order extends Network {
  readonly rate: number;
  readonly seconds: number;
  /** Releases by a guard a second: what concerns a whole school. */
  readonly releases: number;
  /** Login that sees the database. */
  readonly url: string;
  readonly day: string;
}

const order = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as Order;
const { rate, seconds, releases, day } = order;
const WARM_UP_S = 8;
/** One passage in so many is looked for. */
const SAMPLED = 7;
const LONGEST_MS = 30_000;

/** A passage is in the day of whoever held the card at that gateway's site. */
const PASSAGE = `select from gateway g
  join credential_token t on t.site = g.site and t.token = $2
  join credential_holding h on h.credential = t.credential and h.ended_at is null
  join person_day d on d.person = h.person and d.day = $3
  where g.id = $1 and position($4 in d.trail) > 0`;
/** A release is in the doubts that a school shares; its days are written in the same transaction. */
const RELEASE = `select from gateway g join school_day d on d.school = g.school and d.day = $2
  where g.id = $1 and position($3 in d.doubts) > 0`;
/** Pupils whom the gates may follow. */
const FOLLOWED = `select distinct t.token from credential_token t
  join credential_holding h on h.credential = t.credential and h.ended_at is null and h.kind = 'pupil'
  join person p on p.id = h.person and p.tracking = 'full' and p.kind = 'student'`;

const pool = connectPool(order.url, { max: 8 });
const { rows } = await pool.query<{ token: string }>(FOLLOWED);
const followed = new Set(rows.map(({ token }) => token));

const passages: number[] = [];
const wholeDays: number[] = [];
const looking: Promise<void>[] = [];
let [measuring, seen] = [false, 0];

const senders = await openSenders(order, (landed) => {
  const now = performance.now();
  if (measuring) for (const each of landed) look(each, now);
});

let released = 0;
await steadyTaps(senders, rate, WARM_UP_S + seconds, (passed) => {
  measuring = passed >= WARM_UP_S;
  if (!measuring || (passed - WARM_UP_S) * releases < released) return;
  released += 1;
  const sender = senders[(released * 37) % senders.length]!;
  sender.journal.say({
    kind: 'guard_release',
    direction: 'in',
    reason: 'pupil',
    building: 'A',
    lane: 'lane-1',
  });
  sender.tap(1);
});
await sleep(1_000);
await Promise.all(looking);
await pool.end();
process.send?.({ passages, wholeDays }, () => process.exit(0));

function look({ gateway, event }: Landed, acknowledgedAt: number): void {
  const { kind, token, seq, at } = event;
  if (kind === 'guard_release') {
    const doubt = `[${at},${at},"guard_release","${gateway}"]`;
    looking.push(until(RELEASE, [gateway, day, doubt], acknowledgedAt, wholeDays));
  } else if (kind === 'passage' && token !== undefined && followed.has(token) && seen++ % SAMPLED === 0) {
    const pass = `"${gateway}",1,${seq},`;
    looking.push(until(PASSAGE, [gateway, token, day, pass], acknowledgedAt, passages));
  }
}

/** Milliseconds from the acknowledgement, which follows the commit, to the answer that shows it. */
async function until(text: string, values: readonly string[], from: number, into: number[]): Promise<void> {
  while (performance.now() - from < LONGEST_MS) {
    const { rowCount } = await pool.query({ name: text.slice(0, 40), text, values: [...values] });
    if (rowCount !== 0) {
      into.push(performance.now() - from);
      return;
    }
    await sleep(5);
  }
  throw new Error(`never shown: ${values.join(' ')}`);
}
