import type { Mutation } from './mutation.ts';

const ATTENDANCE = 'cloud-api/src/attendance';

/** Defects planted in the rules of attendance, each of which the oracle of people must notice. */
export const RULE_MUTATIONS: readonly Mutation[] = [
  {
    name: 'missing evidence is no doubt',
    breaks: 'I8',
    edits: [
      {
        file: `${ATTENDANCE}/fold/school-doubts.ts`,
        find: 'for (const gap of coverageGaps) {',
        replace: 'for (const gap of coverageGaps.slice(0, 0)) {',
      },
    ],
    seed: 9,
  },
  {
    name: 'lost events are not noticed',
    breaks: 'I8',
    edits: [
      {
        file: 'cloud-api/src/ingest/group/coverage.ts',
        find: "if (missing) return 'missing';",
        replace: '',
      },
    ],
    seed: 28,
  },
  {
    name: 'a fire suspends no lesson',
    breaks: 'I8',
    edits: [
      {
        file: `${ATTENDANCE}/rules/r09-fire.ts`,
        find: 'return fires.some((fire) => lesson.start',
        replace: 'return fires.slice(0, 0).some((fire) => lesson.start',
      },
    ],
    seed: 5,
  },
  {
    name: 'a revoked card counts for who held it',
    breaks: 'I8',
    edits: [
      {
        file: `${ATTENDANCE}/fold/trail.ts`,
        find: "} else if (!holder.valid && quality !== 'guard') {",
        replace: "} else if (!holder.valid && quality !== 'guard' && at < 0) {",
      },
    ],
    seed: 6,
  },
  {
    name: 'a free lane is no way in',
    breaks: 'I8',
    edits: [
      {
        file: `${ATTENDANCE}/rules/r17-doubt.ts`,
        find: "free_start: { cause: 'free_mode', opens: true },",
        replace: '',
      },
      {
        file: `${ATTENDANCE}/rules/r17-doubt.ts`,
        find: "free_end: { cause: 'free_mode', opens: false },",
        replace: '',
      },
    ],
    seed: 5,
  },
  {
    name: 'a measured clock is not corrected',
    breaks: 'I8',
    edits: [
      {
        file: `${ATTENDANCE}/rules/r14-clock.ts`,
        find: 'return Math.abs(event.at - rebased) > within ? rebased : plausible(event.at);',
        replace: 'return Math.abs(event.at - rebased) > within + 1e12 ? rebased : plausible(event.at);',
      },
    ],
    seed: 5,
  },
  {
    name: 'a grant is a passage',
    breaks: 'I8',
    edits: [
      {
        file: `${ATTENDANCE}/rules/r01-passage.ts`,
        find: "if (event.kind === 'passage') return",
        replace: "if (event.kind === 'passage' || event.kind === 'granted') return",
      },
    ],
    seed: 25,
  },
  {
    name: 'doubt is an absence',
    breaks: 'I8',
    edits: [
      {
        file: `${ATTENDANCE}/rules/r16-lesson.ts`,
        find: "return certain === possible ? certain : 'unknown';",
        replace: 'return certain;',
      },
    ],
    seed: 2,
  },
];
