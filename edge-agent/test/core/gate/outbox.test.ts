import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EventDraft } from '@vratar/protocol/messages';
import { NOT_KEPT, Outbox } from '../../../src/core/gate/outbox.ts';

const draft = (mono: number): EventDraft => ({ at: mono, boot: 'b', mono, clock: 'synced', kind: 'alive' });

describe('the outbox', () => {
  it('hands out each draft once, in order, and again when it was given back', () => {
    const outbox = new Outbox();
    const ids = [1, 2, 3].map((mono) => outbox.add(draft(mono)));
    assert.deepEqual(ids, [1, 2, 3]);
    assert.deepEqual(
      outbox.take(2).map(({ id }) => id),
      [1, 2],
    );
    assert.deepEqual(
      outbox.take(9).map(({ id }) => id),
      [3],
    );
    assert.equal(outbox.ready, false);
    outbox.committed(1);
    outbox.giveBack();
    assert.deepEqual(
      outbox.take(9).map(({ id }) => id),
      [2, 3],
    );
    outbox.committed(3);
    assert.equal(outbox.waiting, 0);
  });

  it('I5 is bounded, and records what found no place as a hole with its bounds', () => {
    const outbox = new Outbox(3);
    for (const mono of [1, 2, 3]) outbox.add(draft(mono));
    assert.equal(outbox.add(draft(4), [{ op: 'put', area: 'x', key: 'k', value: '1' }]), NOT_KEPT);
    outbox.add(draft(5), [{ op: 'put', area: 'x', key: 'k', value: '2' }]);
    outbox.add(draft(6), [{ op: 'delete', area: 'x', key: 'gone' }]);
    assert.equal(outbox.waiting, 3);
    assert.equal(outbox.dropped, 3);
    outbox.take(9);
    outbox.committed(2);
    const [gap] = outbox.take(9);
    assert.equal(gap!.draft.kind, 'gap');
    assert.deepEqual(gap!.draft.data, { count: 3, from: 4, until: 6, fromMono: 4, untilMono: 6 });
    assert.deepEqual(gap!.changes, [
      { op: 'put', area: 'x', key: 'k', value: '2' },
      { op: 'delete', area: 'x', key: 'gone' },
    ]);
  });

  it('keeps the order of a dropped clear and the rows after it', () => {
    const outbox = new Outbox(1);
    outbox.add(draft(1));
    outbox.add(draft(2), [{ op: 'put', area: 'x', key: 'old', value: '1' }]);
    outbox.add(draft(3), [{ op: 'clear', area: 'x' }]);
    outbox.add(draft(4), [{ op: 'put', area: 'x', key: 'new', value: '2' }]);
    outbox.take(1);
    outbox.committed(1);
    assert.deepEqual(outbox.take(1)[0]!.changes, [
      { op: 'clear', area: 'x' },
      { op: 'put', area: 'x', key: 'new', value: '2' },
    ]);
  });
});
