import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Bench, listOf, pupil } from '../support/bench.ts';

const list = listOf([pupil('ann'), pupil('bob')], { passback: { mode: 'hard' } });

const annEnters = (gate: Bench): Bench => gate.tap('ann').walk('in').wait(20_000);

/** Nothing is written behind the event that something was not seen. */
function restartedAfter(happens: (gate: Bench) => Bench): Bench {
  const gate = happens(new Bench({ list }));
  return gate.restart({ list }).wait(1_000);
}

/** Whoever could leave unseen may come in again. */
function assertDoubtful(gate: Bench): void {
  assert.deepEqual(gate.tap('ann').last('granted').data, { flags: ['passback_doubtful'] });
}

describe('a gate that ends right behind what nobody saw', () => {
  it('takes no place for proof after a forced passage', () => {
    const gate = restartedAfter((open) => {
      annEnters(open).walk('out');
      assert.equal(open.kinds().at(-1), 'passage_forced');
      return open;
    });
    assertDoubtful(gate);
  });

  it('takes no place for proof after a free hour', () => {
    const gate = restartedAfter((open) => {
      open.order({ name: 'mode', lane: 'north', direction: 'out', mode: 'free', until: open.utc + 60_000 });
      annEnters(open).wait(60_000);
      assert.equal(open.kinds().at(-1), 'free_end');
      return open;
    });
    assertDoubtful(gate);
  });

  it('takes no place for proof after a lane was held', () => {
    const gate = restartedAfter((open) => {
      annEnters(open).input(1, 0, 'active').input(1, 1, 'active').wait(20_000);
      assert.equal(open.kinds().at(-1), 'held_start');
      return open;
    });
    assertDoubtful(gate);
  });
});
