import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Service } from '../src/start/service.ts';
import { until, within } from '../testing/until.ts';
import { journalLines, nextDurable } from './support/edge.ts';
import { TestSystem } from './support/test-system.ts';

/** Steps of a tap's way, by what must have happened before the process is killed. */
const MOMENTS = {
  'while the card is being read': undefined,
  'when the grant is durable': 'granted',
  'when the passage is durable, its acknowledgement on the way': 'passage',
} as const;
type Moment = keyof typeof MOMENTS;

const VICTIMS: readonly ('gate' | 'link' | 'cloud' | 'simulator')[] = ['gate', 'link', 'cloud', 'simulator'];

/** Longer than a gate waits for a passage that it has granted. */
const NEXT_MS = 15_000;

let system: TestSystem;
before(async () => {
  system = await TestSystem.start();
});
after(async () => void (await system?.stop()));

let nextCard = 0;

for (const victim of VICTIMS) {
  for (const moment of Object.keys(MOMENTS) as Moment[]) {
    test(`I5 I6 kill -9 of ${victim} ${moment} loses and doubles nothing`, async () => {
      await killDuringTap(system.parts[victim], MOMENTS[moment]);
      await system.parts[victim].start(new AbortController().signal);
      await system.serving();
      await passOneMore();
      assertContiguous(await inBoth());
    });
  }
}

test('I5 I6 kill -9 of PostgreSQL under the cloud loses and doubles nothing', async () => {
  await passOneMore();
  process.kill(await system.cloud.postmaster(), 'SIGKILL');
  // The cloud ends itself, for its supervisor to start it anew with a recovered database.
  const ended = within('the end of a cloud without its database', system.parts.cloud.exit);
  assert.equal(await ended, 1);
  await system.parts.cloud.start(new AbortController().signal);
  await passOneMore();
  assertContiguous(await inBoth());
});

test('what was killed so often still stops when it is asked to', async () => {
  assert.deepEqual(await system.stop(), []);
});

async function killDuringTap(service: Service, kind: string | undefined): Promise<void> {
  const watch = await nextDurable(system.folder, kind ?? 'granted');
  if (kind === undefined) await enter().then(() => sleep(5));
  else await enterUntil(watch.seen, kind);
  await service.kill();
  await watch.stop();
}

async function enter(): Promise<void> {
  const cards = system.cards('issued');
  nextCard += 1;
  await system.board.enter(`lane-${1 + (nextCard % 4)}`, cards[nextCard]!.uid, `p${nextCard + 1}`);
}

/** On a slow machine somebody may give up, or be refused for a doubt about whoever came before: the next one comes. */
function enterUntil(seen: Promise<void>, kind: string): Promise<unknown> {
  const oneMore = async () => {
    await enter();
    return Promise.race([seen.then(() => true), sleep(NEXT_MS, false, { ref: false })]);
  };
  return until(`an event ${kind} of those who come`, oneMore, 120_000, 0);
}

/** After the restart the next person is served as if nothing had been. */
async function passOneMore(): Promise<void> {
  const watch = await nextDurable(system.folder, 'passage');
  await enterUntil(watch.seen, 'passage');
  await watch.stop();
}

/** The journal's lines, when the cloud has the same; an `alive` may come into the one while the other is read. */
function inBoth(): Promise<readonly string[]> {
  return until(
    'cloud and journal are the same',
    async () => {
      const journal = await journalLines(system.folder);
      assert.deepEqual(await system.cloud.lines(), journal);
      return journal;
    },
    60_000,
    500,
  );
}

function assertContiguous(lines: readonly string[]): void {
  const numbers = lines.map((line) => (JSON.parse(line) as { seq: number }).seq);
  assert.deepEqual(
    numbers,
    numbers.map((_, index) => index + 1),
  );
}
