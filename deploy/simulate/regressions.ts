import { unmixed } from '../../firmware-sim/src/random/index.ts';
import { mutedSensors } from './mutations/stages.ts';
import { partSeeds } from './world/part-seeds.ts';
import { type MorningPlan, planMorning } from './world/plan.ts';

/** A morning that once failed. */
export interface Regression {
  readonly seed: number;
  /** Where few mornings have what has to happen. */
  readonly stage?: (plan: MorningPlan) => MorningPlan;
  /** The invariant, and what was wrong. */
  readonly showed: string;
}

/**
 * Of before seeds were mixed and contacts had to settle: the same mornings to the bit, since a seed that `Random` mixes
 * into the old one brings the old chances.
 */
export const planUnmixed = (seed: number): MorningPlan => ({
  ...planMorning(seed, partSeeds(seed, unmixed)),
  debounceMs: 0,
});

/** Each stays right for ever. */
export const UNMIXED_REGRESSIONS: readonly Regression[] = [
  {
    seed: 254,
    showed: 'I9: an answer repeated after a break of the cable proved an empty queue of before it',
  },
  {
    seed: 393,
    showed: 'I8: a turnstile’s pulse was over before a slow line got to ask, and the exit was lost',
  },
  { seed: 501, showed: 'I8: the same, behind a card that waited in the reader’s queue' },
  { seed: 664, showed: 'the check: a body past a lane without sensors and without a tap leaves no trace' },
  { seed: 868, showed: 'the check: the same, before a fire' },
  { seed: 994, showed: 'the check: who stands in a lane for ten seconds is not outside while he does' },
  { seed: 1247, showed: 'the check: a body without a tap beside lanes that see bodies' },
  {
    seed: 1277,
    showed: 'the check: who waits a minute for a promised release keeps a morning from settling',
  },
  {
    seed: 2132,
    showed:
      'I8: a slow line missed the second beam of a body without a grant, and took it to have turned back',
  },
  {
    seed: 1511,
    showed:
      'I4: one turned back, and another who forced his way out a moment later was taken for whom the guard had named',
  },
  { seed: 3722, showed: 'the check: who went through a lane before the gate had met it for the first time' },
  {
    seed: 4931,
    showed: 'I4: a body that left while its reader was away, seen at both beams at once, used a grant',
  },
  { seed: 6282, showed: 'I1: a mended cable brought back one reader, and the fire input five seconds later' },
  { seed: 6973, showed: 'I1: the same, behind a reader that was restarting when the cable broke' },
  {
    seed: 3004,
    showed:
      'the check: a guard named the pupil whose lost card a finder held, and whom a guard names is inside',
  },
  { seed: 4322, showed: 'the check: the same' },
  { seed: 4776, showed: 'the check: the same, after the card itself was found stale' },
  { seed: 6137, showed: 'the check: the same' },
  {
    seed: 6498,
    showed: 'I8: a tap in a free direction ran out under the body that was on its way, and the exit was lost',
  },
  {
    seed: 6896,
    showed: 'I4: one turned back, another came the other way on a grant, and it was told as a free passage',
  },
  {
    seed: 21354,
    showed: 'I8: a lockdown ended the grant of a body whose beam was not read yet, and the exit was lost',
  },
  {
    seed: 200012,
    showed: 'I8: after an unmeasured jump of the clock the time of lost events was believed, two hours ahead',
  },
  {
    seed: 7640,
    showed:
      'the check: a passage was taken for that of a body long before, and whoever used the grant for untold',
  },
  {
    seed: 401312,
    showed: 'I8: a door with one lock, free outwards, was told as no way in, and somebody came in',
  },
  {
    seed: 200242,
    showed: 'I1: with every reader of the line away, a fire input was looked for every five seconds only',
  },
];

/** A new failing seed is added here together with what mends it. */
export const REGRESSIONS: readonly Regression[] = [
  {
    seed: 468,
    showed:
      'I1: readers that nobody had met were waited for as if they answered at once, and met seconds after the start',
  },
  { seed: 488, showed: 'I1: the same, at a start after a longer power cut' },
  {
    seed: 4,
    stage: mutedSensors,
    showed: 'I8: who went in unseen was late, because the next body that left the lane was taken for him',
  },
  {
    seed: 1916,
    showed: 'I8: nobody was told of a forced passage whose pulse was over before a slow line got to ask',
  },
  {
    seed: 1965,
    showed:
      'I4: one who forced his way in and one behind him, met between the beams, used the grant of whoever wanted out',
  },
  {
    seed: 2226,
    showed: 'the check: whose beam the next body took over, and stood in, is told of when that one has left',
  },
  {
    seed: 2864,
    showed:
      'the check: a device that started again just before the gate was killed was told to lock by nobody',
  },
  {
    seed: 4626,
    showed:
      'I4: after one had turned back, another who forced the way in and was met at both beams used the grant',
  },
];
