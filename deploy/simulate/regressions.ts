import { unmixed } from '../../firmware-sim/src/random/index.ts';
import type { Edit, Mutation } from './mutations/mutation.ts';
import { mutedSensors } from './mutations/stages.ts';
import { partSeeds } from './world/part-seeds.ts';
import { type MorningPlan, planMorning } from './world/plan.ts';

/**
 * A morning that once failed, and what made it fail: planted again, the same morning has to fail again by the same
 * invariant. Whoever mends what a seed showed writes the unit test that holds it; an entry that no longer fails with its
 * defect, because the simulated world has changed, proves nothing and leaves the list.
 */
export interface Regression extends Mutation {
  /** `product`: the gate was wrong. `check`: the gate was right, and what judged it blamed it. */
  readonly wrong: 'product' | 'check';
  /** Of before seeds were mixed, contacts had to settle, and rules could be strict. */
  readonly unmixed?: true;
}

/** Of before seeds were mixed and rules could be strict: a seed that `Random` mixes into the old one brings the old chances. */
export const planUnmixed = (seed: number): MorningPlan => ({
  ...planMorning(seed, partSeeds(seed, unmixed)),
  debounceMs: 0,
  strict: undefined,
});

/** The morning as it failed then. */
export function planRegression({ seed, stage, unmixed: isUnmixed }: Regression): MorningPlan {
  const plan = isUnmixed ? planUnmixed(seed) : planMorning(seed);
  return stage?.(plan) ?? plan;
}

const LANE = 'edge-agent/src/core/lane';
const DESKS = 'edge-agent/src/core/gate';
const SCHEDULER = 'edge-agent/src/line/scheduler';
const CHECKS = 'deploy/simulate/checks';
const LESSONS = 'deploy/simulate/lessons';

const TRACELESS: readonly Edit[] = [
  {
    file: `${LESSONS}/knowable.ts`,
    find: 'left: (crossing) => leftTrace(morning, crossing, token),',
    replace: 'left: () => true,',
  },
];
const BLIND_GUARD: readonly Edit[] = [
  {
    file: `${LESSONS}/knowable.ts`,
    find: "(kind === 'guard_attested' ? before : Math.min(before, revokedAt))",
    replace: "Math.min(kind === '' ? 0 : before, revokedAt)",
  },
];
const PRODUCT: readonly Omit<Regression, 'wrong'>[] = [
  {
    seed: 393,
    unmixed: true,
    breaks: 'I8',
    name: 'a turnstile’s pulse was over before a slow line got to ask, and the exit was lost',
    edits: [
      {
        file: `${DESKS}/device-desk.ts`,
        find: '? BLIND_TO_PULSES_MS : BLIND_MS',
        replace: '? BLIND_MS : BLIND_MS',
      },
      {
        file: `${SCHEDULER}/parts/attention.ts`,
        find: 'const missed = unasked && same;',
        replace: 'const missed = unasked && same && at < 0;',
      },
    ],
  },
  {
    seed: 283,
    breaks: 'I8',
    name: 'a tap in a free direction ran out under the body that was on its way, and the exit was lost',
    edits: [
      {
        file: `${LANE}/phase.ts`,
        find: 'if (body?.free !== true) return undefined;',
        replace: 'if (body === undefined || body.since >= 0) return undefined;',
      },
    ],
  },
  {
    seed: 21354,
    unmixed: true,
    breaks: 'I8',
    name: 'a lockdown ended the grant of a body whose beam was not read yet, and the exit was lost',
    edits: [{ file: `${LANE}/forced.ts`, find: '  doubtLate(t, direction, since);\n', replace: '' }],
  },
  {
    seed: 401312,
    unmixed: true,
    breaks: 'I8',
    name: 'a door with one lock, free outwards, was told as no way in, and somebody came in',
    edits: [
      {
        file: `${DESKS}/mode-desk.ts`,
        find: 'free.length === 1 && !unit.hasOneLock',
        replace: 'free.length === 1',
      },
    ],
  },
  {
    seed: 200242,
    unmixed: true,
    breaks: 'I1',
    name: 'with every reader of the line away, a fire input was looked for every five seconds only',
    edits: [
      {
        file: `${SCHEDULER}/device.ts`,
        find: 'this.presence.timedOut(now, alone &&',
        replace: 'this.presence.timedOut(now, false && alone &&',
      },
    ],
  },
  {
    seed: 488,
    breaks: 'I1',
    name: 'readers that nobody had met were waited for as if they answered at once, and met seconds after a power cut',
    edits: [
      {
        file: `${SCHEDULER}/device.ts`,
        find: "if (this.phase === 'online' || this.phase === 'untrusted') return slowestTurnaround;",
        replace: 'if (failures >= 0) return slowestTurnaround;',
      },
      {
        file: `${SCHEDULER}/scheduler.ts`,
        find: 'device.presence.silent || device.isSoughtInFire',
        replace: 'device.presence.silent',
      },
      {
        file: `${SCHEDULER}/cut-answers.ts`,
        find: 'device.presence.silent || device.isSoughtInFire',
        replace: 'device.presence.silent',
      },
    ],
  },
  {
    seed: 4,
    stage: mutedSensors,
    breaks: 'I8',
    name: 'who went in unseen was late, because the next body that left the lane was taken for him',
    edits: [
      {
        file: `${LANE}/uses.ts`,
        find: '  if (open.blind && at > open.deadline) doubtSince(t, open);\n',
        replace: '',
      },
    ],
  },
  {
    seed: 1916,
    breaks: 'I8',
    name: 'nobody was told of a forced passage whose pulse was over before a slow line got to ask',
    edits: [
      {
        file: `${LANE}/grants.ts`,
        find: 'missed !== undefined && !explained',
        replace: 'missed !== undefined && missed < 0 && !explained',
      },
    ],
  },
  {
    seed: 1965,
    breaks: 'I4',
    name: 'one who forced his way in and one behind him, met between the beams, used the grant of whoever wanted out',
    edits: [
      {
        file: `${LANE}/bodies.ts`,
        find: '  hasty === true && body?.unseen !== undefined;',
        replace: '  hasty === true && body?.unseen === -1;',
      },
    ],
  },
  {
    seed: 4626,
    breaks: 'I4',
    name: 'after one had turned back, another who forced the way in and was met at both beams used the grant',
    edits: [
      {
        file: `${LANE}/bodies.ts`,
        find: '  if (body.atBoth === true && (sudden === true || crossed === true)) return true;\n',
        replace: '',
      },
    ],
  },
  {
    seed: 7834,
    breaks: 'I4',
    name: 'one who forced the way out, met at both beams and gone from both, used the grant of whoever wanted in',
    edits: [
      {
        file: `${LANE}/bodies.ts`,
        find: '  if (body.atBoth === true && (sudden === true || crossed === true)) return true;\n',
        replace: '',
      },
    ],
  },
  {
    seed: 3800,
    breaks: 'I4',
    name: 'one who followed another in, met at both beams and gone from both, was taken for whom the guard let out',
    edits: [
      {
        file: `${LANE}/bodies.ts`,
        find: '(sudden === true || crossed === true)',
        replace: '(sudden === true && body.unseen !== undefined)',
      },
    ],
  },
  {
    seed: 102032,
    breaks: 'I4',
    name: 'one who forced the way out, met at both beams, and another behind used the grant of whoever wanted in',
    edits: [
      {
        file: `${LANE}/bodies.ts`,
        find: '(sudden === true || crossed === true)',
        replace: 'sudden === true',
      },
    ],
  },
  {
    seed: 100811,
    breaks: 'I4',
    name: 'of a row that went out, half seen since before the lane opened, one was taken for whoever wanted in',
    edits: [
      {
        file: `${LANE}/bodies.ts`,
        find: ' && !(crossed === true && body.blurred === true)',
        replace: '',
      },
    ],
  },
];

const CHECK: readonly Omit<Regression, 'wrong'>[] = [
  {
    seed: 664,
    unmixed: true,
    breaks: 'I8',
    name: 'a body past a lane without sensors and without a tap leaves no trace',
    edits: TRACELESS,
  },
  { seed: 868, unmixed: true, breaks: 'I8', name: 'the same, before a fire', edits: TRACELESS },
  {
    seed: 1247,
    unmixed: true,
    breaks: 'I8',
    name: 'the same, beside lanes that see bodies',
    edits: TRACELESS,
  },
  {
    seed: 1277,
    unmixed: true,
    breaks: 'I5',
    name: 'who waits a minute for a promised release keeps a morning from settling',
    edits: [
      {
        file: 'deploy/simulate/run/settle.ts',
        find: 'const SETTLE_MS = 180_000;',
        replace: 'const SETTLE_MS = 90_000;',
      },
    ],
  },
  {
    seed: 3004,
    unmixed: true,
    breaks: 'I8',
    name: 'a guard named the pupil whose lost card a finder held, and whom a guard names is inside',
    edits: BLIND_GUARD,
  },
  { seed: 6137, unmixed: true, breaks: 'I8', name: 'the same, of another finder', edits: BLIND_GUARD },
  {
    seed: 2864,
    breaks: 'I2',
    name: 'a device that started again just before the gate was killed was told to lock by nobody',
    edits: [
      {
        file: `${CHECKS}/opening-check.ts`,
        find: 'const since = Math.min(at, this.#downSince) - RECOVERED_MS;',
        replace: 'const since = Math.min(at - RECOVERED_MS, this.#downSince);',
      },
    ],
  },
];

/** Each fails with its defect, and passes for ever without it. */
export const REGRESSIONS: readonly Regression[] = [
  ...PRODUCT.map((entry) => ({ ...entry, wrong: 'product' as const })),
  ...CHECK.map((entry) => ({ ...entry, wrong: 'check' as const })),
];
