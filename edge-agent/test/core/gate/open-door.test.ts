import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Bench } from '../support/bench.ts';
import { DOOR } from '../support/site.ts';

const SITE = DOOR.replace(
  'fire: { inputs: [], zones: [] }',
  'fire: { inputs: [{ id: loop, device: a2, input: 2 }], zones: [{ id: main, inputs: [loop] }] }',
);

/** The contact is closed at rest: a door that stands open reports `inactive`. */
const read = (gate: Bench, door: 'open' | 'shut') =>
  gate.input(1, 0, door === 'open' ? 'inactive' : 'active');

/** A door that was opened by a card, and stands open. */
const openDoor = (): Bench => {
  const gate = new Bench({ yaml: SITE });
  read(gate, 'shut').input(2, 2, 'active').wait(100).tap('ann').wait(500);
  return read(gate, 'open').wait(2_000);
};

const RETURNS: Record<string, (gate: Bench) => void> = {
  'its reader was away': (gate) => gate.offline(1).wait(3_000).online(1),
  'its lane was out of service': (gate) => {
    gate.order({ name: 'lane_service', lane: 'north', inService: false });
    gate.wait(3_000).order({ name: 'lane_service', lane: 'north', inService: true });
  },
  'a fire was reset': (gate) => {
    gate.input(2, 2, 'inactive').wait(1_000).input(2, 2, 'active').wait(1_000);
    gate.order({ name: 'fire_reset', zone: 'main' });
  },
};

describe('a door that stands open', () => {
  for (const [when, comeBack] of Object.entries(RETURNS)) {
    it(`I8 is held, and no forced one, when ${when}`, () => {
      const gate = openDoor();
      comeBack(gate);
      const before = gate.events.length;
      read(gate, 'open').wait(1_000);
      assert.equal(gate.state(), 'held');
      const told = () =>
        gate.events.slice(before).map(({ kind, reason }) => `${kind} ${reason ?? ''}`.trim());
      assert.deepEqual(told(), ['held_start door_open']);
      gate.tap('bob');
      assert.equal(gate.last('denied').reason, 'lane_busy');
      read(gate, 'shut').wait(1_000);
      assert.equal(gate.state(), 'idle');
      assert.deepEqual(told().slice(-1), ['held_end']);
    });

    it(`is nothing when it was shut while ${when}`, () => {
      const gate = openDoor();
      comeBack(gate);
      const before = gate.events.length;
      read(gate, 'shut').wait(1_000);
      assert.equal(gate.state(), 'idle');
      assert.equal(gate.events.length, before);
    });
  }

  it('I8 is held, and no forced one, when the gate starts anew', () => {
    const before = openDoor();
    const gate = new Bench({
      yaml: SITE,
      utc: before.utc,
      mono: before.mono,
      rows: [...before.rows.values()],
    });
    read(gate, 'open').wait(1_000);
    assert.equal(gate.state(), 'held');
    assert.equal(gate.last('held_start').reason, 'door_open');
    assert.equal(gate.has('passage_forced'), false);
    read(gate, 'shut').wait(1_000);
    assert.equal(gate.state(), 'idle');
    read(gate, 'open').wait(1_000);
    assert.equal(gate.has('passage_forced'), true);
  });

  it('is forced when it was shut as the gate started', () => {
    const gate = new Bench({ yaml: SITE });
    read(gate, 'shut').wait(1_000);
    read(gate, 'open').wait(1_000);
    assert.equal(gate.has('held_start') && gate.has('passage_forced'), true);
  });
});
