import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { releaseAt } from '../../src/cli/orders/release-number.ts';
import type { GateClient } from '../../src/socket/gate-client.ts';

const RELEASE = { kind: 'guard_release', lane: 'north', direction: 'in', trace: 't1' };
const ATTESTED = { kind: 'guard_attested', data: { attributes: 1 } };
const PLACE = { lane: 'north', direction: 'in' };

/** A gate whose journal holds these events, and answers so many at a time. */
function gateWith(events: readonly object[], most = 200): Pick<GateClient, 'request'> {
  const lines = events.map((event, index) => JSON.stringify({ seq: index + 1, ...event }));
  const request = async (op: string, { after = 0 }: { after?: number }) =>
    op === 'position'
      ? { epoch: 1, first: 1, last: lines.length }
      : { lines: lines.slice(after, after + most) };
  return { request: request as unknown as GateClient['request'] };
}

const others = (count: number) => Array.from({ length: count }, () => ({ kind: 'passage', trace: 't9' }));

describe('the number of a release', () => {
  it('says where it let somebody through', async () => {
    const unclear = { kind: 'passage_timeout', trace: 't1', reason: 'passage_unclear' };
    for (const later of [[], others(3), [{ kind: 'passage_timeout', trace: 't2' }], [unclear]])
      assert.deepEqual(await releaseAt(gateWith([RELEASE, ...later]), 1), PLACE);
    const other = { kind: 'guard_attested', data: { attributes: 2 } };
    assert.deepEqual(await releaseAt(gateWith([RELEASE, other]), 1), PLACE);
  });

  it('is refused when it is none', async () => {
    for (const seq of [2, 3, 9])
      await assert.rejects(releaseAt(gateWith([RELEASE, ...others(2)]), seq), { code: 'release_unknown' });
  });

  it('is refused when nobody used it, or somebody has it already, however much came between', async () => {
    const unused = { kind: 'passage_timeout', trace: 't1' };
    for (const [last, code] of [
      [unused, 'release_unused'],
      [ATTESTED, 'release_attested'],
    ] as const)
      for (const most of [1, 3, 200])
        await assert.rejects(releaseAt(gateWith([RELEASE, ...others(7), last], most), 1), { code });
  });

  it('is taken again from an order that is tried again', async () => {
    const command = { kind: 'command', data: { command: 'order-1' } };
    const gate = gateWith([RELEASE, ATTESTED, ...others(2), command], 2);
    assert.deepEqual(await releaseAt(gate, 1, 'order-1'), PLACE);
    await assert.rejects(releaseAt(gate, 1, 'order-2'), { code: 'release_attested' });
    await assert.rejects(releaseAt(gate, 1), { code: 'release_attested' });
  });
});
