import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Signal } from '../../../src/core/lane/decoders.ts';
import {
  expireGap,
  GAP_MS,
  NEW_PAIR,
  type PairState,
  pairTimer,
  stepPair,
} from '../../../src/core/lane/pair.ts';

const MORE = ['crowded', 'crossed', 'gapped', 'atBoth', 'hasty'] as const;

type Step = 'o+' | 'o-' | 'i+' | 'i-' | 'wait';

/** Plays steps 100 ms apart; `wait` is a pause in which a gap runs out. */
function play(steps: readonly Step[]): { signals: string[]; state: PairState } {
  let state = NEW_PAIR;
  let at = 1_000;
  const signals: Signal[] = [];
  const note = (step: { state: PairState; signals: readonly Signal[] }) => {
    state = step.state;
    signals.push(...step.signals);
  };
  for (const step of steps) {
    at += step === 'wait' ? GAP_MS + 100 : 100;
    if (at >= pairTimer(state)) note(expireGap(state));
    if (step === 'wait') continue;
    note(stepPair(state, { role: step[0] === 'o' ? 'outer' : 'inner', active: step[1] === '+', at }));
  }
  return {
    signals: signals.map(
      ({ kind, direction, ...more }) =>
        `${kind} ${direction}${MORE.map((word) => (more[word] ? ` ${word}` : '')).join('')}`,
    ),
    state,
  };
}

const mirror = (steps: readonly Step[]): Step[] =>
  steps.map((step) => (step === 'wait' ? step : (`${step[0] === 'o' ? 'i' : 'o'}${step[1]}` as Step)));

const TABLE: readonly (readonly [string, readonly Step[], readonly string[]])[] = [
  ['a passage', ['o+', 'i+', 'o-', 'i-'], ['begin in', 'complete in']],
  ['a thin body that touches one beam at a time', ['o+', 'o-', 'i+', 'i-'], ['begin in', 'complete in']],
  ['a turn at the first beam', ['o+', 'o-', 'wait'], ['begin in', 'turnback in']],
  ['a turn at both beams', ['o+', 'i+', 'i-', 'o-', 'wait'], ['begin in', 'turnback in']],
  ['a foot put forward twice', ['o+', 'o-', 'o+', 'i+', 'o-', 'i-'], ['begin in', 'complete in']],
  [
    'a bag swung back, or two who cannot be told apart',
    ['o+', 'i+', 'o-', 'o+', 'o-', 'i-'],
    ['begin in', 'complete in crowded'],
  ],
  [
    'a second body that turns back behind the first',
    ['o+', 'i+', 'o-', 'o+', 'i-', 'o-', 'wait'],
    ['begin in', 'complete in crossed', 'begin in', 'turnback in'],
  ],
  [
    'one who turns back, and another who comes the other way',
    ['o+', 'o-', 'i+', 'o+', 'i-', 'o-', 'wait'],
    ['begin in', 'complete in crossed gapped', 'begin in', 'turnback in'],
  ],
  [
    'a second body close behind the first',
    ['o+', 'i+', 'o-', 'o+', 'i-', 'i+', 'o-', 'i-'],
    ['begin in', 'complete in crossed', 'begin in', 'complete in'],
  ],
  [
    'two bodies one after the other',
    ['o+', 'i+', 'o-', 'i-', 'o+', 'i+', 'o-', 'i-'],
    ['begin in', 'complete in', 'begin in', 'complete in'],
  ],
  ['somebody who stands between the beams', ['o+', 'i+', 'wait'], ['begin in']],
];

describe('two beams', () => {
  for (const [what, steps, expected] of TABLE) {
    it(what, () => assert.deepEqual(play(steps).signals, expected));
    it(`${what}, the other way`, () => {
      const other = expected.map((signal) => signal.replace(/ in\b/, ' out'));
      assert.deepEqual(play(mirror(steps)).signals, other);
    });
  }

  it('I4 says no passage unless both beams were touched, and forgets everything when both are free', () => {
    const step = fc.constantFrom<Step>('o+', 'o-', 'i+', 'i-', 'wait');
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const { signals, state } = play([...steps, 'o-', 'i-', 'wait']);
        const touched = (side: string) => steps.some((other) => other.startsWith(`${side}+`));
        const completes = signals.filter((signal) => signal.startsWith('complete')).length;
        if (completes > 0) assert.ok(touched('o') && touched('i'));
        assert.equal(state.track, 'none');
        const begins = signals.filter((signal) => signal.startsWith('begin')).length;
        assert.equal(signals.length, 2 * begins, 'every body that came also went');
      }),
    );
  });
});

describe('how long a body is at both beams', () => {
  const crossing = (bothMs: number): Signal[] => {
    let state = NEW_PAIR;
    const signals: Signal[] = [];
    const changes = [
      [0, 'outer', true],
      [bothMs / 2, 'inner', true],
      [bothMs, 'outer', false],
      [bothMs + 900, 'inner', false],
    ] as const;
    for (const [at, role, active] of changes) {
      const step = stepPair(state, { role, active, at });
      state = step.state;
      signals.push(...step.signals);
    }
    return signals;
  };

  it('and whether it left both in one report is told', () => {
    const leaves = (laterMs: number) => {
      let { state } = stepPair(NEW_PAIR, { role: 'outer', active: true, at: 0, atBoth: true });
      ({ state } = stepPair(state, { role: 'inner', active: true, at: 0, atBoth: true }));
      ({ state } = stepPair(state, { role: 'outer', active: false, at: 900 }));
      return stepPair(state, { role: 'inner', active: false, at: 900 + laterMs }).signals;
    };
    assert.deepEqual(
      [...leaves(0), ...leaves(300)].map(({ kind, sudden }) => [kind, sudden]),
      [
        ['complete', true],
        ['complete', false],
      ],
    );
  });

  it('tells one body from two that met there', () => {
    assert.equal(crossing(130).at(-1)?.hasty, true);
    assert.equal(crossing(150).at(-1)?.hasty, false);
  });

  it('is forgotten with the body', () => {
    const again = ['o+', 'i+', 'o-', 'i-', 'o+', 'i+', 'o-', 'i-'] as const;
    assert.deepEqual(play(again).signals.slice(2), ['begin in', 'complete in']);
  });
});
