import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openPtyPair, type PtyPair, withoutPeer } from '@vratar/deploy/testing';
import type { JournalEvent } from '@vratar/protocol/messages';
import { LINES } from '../src/demo/lanes.ts';
import type { WireOf } from '../src/demo/layout.ts';
import { until } from '../testing/until.ts';
import { TestSystem } from './support/test-system.ts';

const SKIP = withoutPeer('socat');
/** Somebody who waits for a slow machine, too. */
const PATIENCE_MS = 60_000;
const AGAIN_MS = 20_000;

for (const baud of [9_600, 115_200]) {
  describe(`a tap over serial ports at ${baud} baud is in the cloud once`, { skip: SKIP }, () => {
    let pairs: ReadonlyMap<string, PtyPair>;
    let system: TestSystem;
    before(async () => {
      pairs = await openPairs();
      system = await TestSystem.start(ptyWires(pairs, baud));
    });
    after(async () => {
      await system?.stop();
      for (const pair of pairs?.values() ?? []) await pair.close();
    });

    it('a tap and a passage: stored once, acknowledged, inside', async () => {
      const [walker] = system.cards('issued');
      await system.board.walk('lane-1', 'in', 'through', 'p1', PATIENCE_MS);
      await answered(system, 'granted', () => system.board.tap('lane-1', 'in', walker!.uid, 'p1'));
      const passage = await stored(system, 'passage', 1);
      const granted = await stored(system, 'granted', 1);
      assert.equal(passage[0]!.token, granted[0]!.token);
      assert.equal(passage[0]!.direction, 'in');
      assert.equal(passage[0]!.trace, granted[0]!.trace);
      await system.settled();
      assert.equal(await until('inside', () => insideCount(system, 1)), 1);
    });

    it('a tap without a passage moves nobody', async () => {
      const [, hesitant] = system.cards('issued');
      const before = (await stored(system, 'granted', 1)).length;
      await answered(
        system,
        'granted',
        () => system.board.tap('lane-3', 'in', hesitant!.uid, 'p2'),
        before + 1,
      );
      await stored(system, 'passage_timeout', 1);
      await system.settled();
      assert.equal((await stored(system, 'passage', 1)).length, 1);
      assert.equal(await insideCount(system, 1), 1);
    });

    it('a refused card leaves a refusal with its code', async () => {
      const [blocked] = system.cards('blocked');
      await answered(system, 'denied', () => system.board.tap('lane-2', 'out', blocked!.uid));
      // On a machine that is busy the gate may have been blind while lane-3 was open, and doubt what it did not see.
      const denied = await stored(system, 'denied', 1, ({ lane }) => lane === 'lane-2');
      assert.deepEqual(
        denied.map(({ reason }) => reason),
        ['card_blocked'],
      );
      await system.settled();
      assert.equal((await stored(system, 'granted', 2)).length, 2);
    });
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
  withinMs = 60_000,
): Promise<JournalEvent[]> {
  const look = async () => {
    const events = (await system.cloud.events()).filter((event) => event.kind === kind && which(event));
    return events.length >= count ? events : undefined;
  };
  return until(`${count} × ${kind}`, look, withinMs);
}

/** A reader that a slow machine has just lost does not tell the card: who hears nothing taps again. */
function answered(
  system: TestSystem,
  kind: string,
  tap: () => Promise<unknown>,
  count = 1,
): Promise<unknown> {
  const tapOnce = async () => {
    await tap();
    return stored(system, kind, count, undefined, AGAIN_MS);
  };
  return until(`an answer to a tap: ${kind}`, tapOnce, 120_000);
}

async function insideCount(system: TestSystem, atLeast: number): Promise<number | undefined> {
  const { inside } = (await system.cloud.today()).pupils;
  return inside >= atLeast ? inside : undefined;
}
