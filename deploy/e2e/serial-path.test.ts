import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPtyPair, type PtyPair, withoutPeer } from '@vratar/deploy/testing';
import type { JournalEvent } from '@vratar/protocol/messages';
import { LINES } from '../src/demo/lanes.ts';
import type { WireOf } from '../src/demo/layout.ts';
import { until } from '../testing/until.ts';
import { TestSystem } from './support/test-system.ts';

/** Somebody who waits for a slow machine, too. */
const PATIENCE_MS = 60_000;

for (const baud of [9_600, 115_200]) {
  test(`a tap over serial ports at ${baud} baud is in the cloud once`, {
    skip: withoutPeer('socat'),
  }, async (t) => {
    const pairs = await openPairs();
    t.after(() => Promise.all([...pairs.values()].map((pair) => pair.close())));
    const system = await TestSystem.start(ptyWires(pairs, baud));
    try {
      const [walker, hesitant] = system.cards('issued');
      assert.ok(walker && hesitant);

      await t.test('a tap and a passage: stored once, acknowledged, inside', async () => {
        await system.board.enter('lane-1', walker.uid, 'p1', PATIENCE_MS);
        const passage = await stored(system, 'passage', 1);
        const granted = await stored(system, 'granted', 1);
        assert.equal(passage[0]!.token, granted[0]!.token);
        assert.equal(passage[0]!.direction, 'in');
        assert.equal(passage[0]!.trace, granted[0]!.trace);
        await system.settled();
        assert.equal(await until('inside', () => insideCount(system, 1)), 1);
      });

      await t.test('a tap without a passage moves nobody', async () => {
        await system.board.tap('lane-3', 'in', hesitant.uid, 'p2');
        await stored(system, 'passage_timeout', 1);
        await system.settled();
        assert.equal((await stored(system, 'passage', 1)).length, 1);
        assert.equal(await insideCount(system, 1), 1);
      });

      await t.test('a refused card leaves a refusal with its code', async () => {
        const [blocked] = system.cards('blocked');
        assert.ok(blocked);
        await system.board.tap('lane-2', 'out', blocked.uid);
        // On a machine that is busy the gate may have been blind while lane-3 was open, and doubt what it did not see.
        const denied = await stored(system, 'denied', 1, ({ lane }) => lane === 'lane-2');
        assert.deepEqual(
          denied.map(({ reason }) => reason),
          ['card_blocked'],
        );
        await system.settled();
        assert.equal((await stored(system, 'granted', 2)).length, 2);
      });
    } finally {
      await system.stop();
    }
  });
}

async function openPairs(): Promise<Map<string, PtyPair>> {
  return new Map(await Promise.all(LINES.map(async (line) => [line, await openPtyPair()] as const)));
}

function ptyWires(pairs: ReadonlyMap<string, PtyPair>, baud: number): WireOf {
  return (line) => {
    const pair = pairs.get(line)!;
    return { baud, sim: { tty: pair.a }, edge: { kind: 'serial', path: pair.b } };
  };
}

/** Waits until there are `count` stored events of a kind for which `which` holds, and gives all of them. */
function stored(
  system: TestSystem,
  kind: string,
  count: number,
  which: (event: JournalEvent) => boolean = () => true,
): Promise<JournalEvent[]> {
  return until(`${count} × ${kind}`, async () => {
    const events = (await system.cloud.events()).filter((event) => event.kind === kind && which(event));
    return events.length >= count ? events : undefined;
  });
}

async function insideCount(system: TestSystem, atLeast: number): Promise<number | undefined> {
  const { inside } = (await system.cloud.today()).pupils;
  return inside >= atLeast ? inside : undefined;
}
