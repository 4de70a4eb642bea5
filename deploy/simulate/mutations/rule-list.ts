import type { Mutation } from './mutation.ts';
import {
  aheadThroughout,
  aheadUnderFire,
  cardless,
  evacuation,
  found,
  lockedDown,
  losing,
  pushing,
  stale,
  tailgating,
  unpowered,
  withoutTime,
} from './stages.ts';

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
    seed: 1,
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
    stage: losing,
    seed: 1,
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
    seed: 4,
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
    stage: found,
    seed: 2,
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
    seed: 4,
  },
  {
    name: 'a measured clock is not corrected',
    breaks: 'I8',
    edits: [
      {
        file: `${ATTENDANCE}/rules/r14-clock.ts`,
        find: "return clock === 'unsynced' || Math.abs(at - rebased) > within ? rebased : plausible(at);",
        replace:
          "return clock === 'unsynced' || Math.abs(at - rebased) > within + 1e12 ? rebased : plausible(at);",
      },
    ],
    seed: 17,
  },
  {
    name: 'a measured clock dates nothing',
    breaks: 'I8',
    edits: [
      {
        file: `${ATTENDANCE}/rules/r14-clock.ts`,
        find: 'if (measured !== undefined) return measured;',
        replace: 'if (measured !== undefined) return undefined;',
      },
    ],
    stage: evacuation,
    seed: 9,
  },
  {
    name: 'a clock that was stepped dates nothing',
    breaks: 'I8',
    edits: [
      {
        file: `${ATTENDANCE}/rules/r14-clock.ts`,
        find: 'return isOne(clock.began) ? nearer(event, clock.began.latest + event.mono, CLOCK_TOLERANCE_MS) : undefined;',
        replace: 'return undefined;',
      },
    ],
    stage: aheadUnderFire,
    seed: 1,
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
    seed: 9,
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
    seed: 1,
  },
  {
    name: 'a forced lane lets nobody in',
    breaks: 'I8',
    edits: [
      {
        file: `${ATTENDANCE}/rules/r17-doubt.ts`,
        find: "return event.kind === 'passage_forced' && event.direction !== 'out';",
        replace: "return event.kind === 'passage_forced' && event.direction === 'none';",
      },
    ],
    stage: pushing,
    seed: 1,
  },
  {
    name: 'a lane at fault lets nobody in',
    breaks: 'I8',
    edits: [
      {
        file: `${ATTENDANCE}/rules/r17-doubt.ts`,
        find: "lane_fault: { cause: 'lane_fault', opens: true },",
        replace: '',
      },
      {
        file: `${ATTENDANCE}/rules/r17-doubt.ts`,
        find: "lane_ok: { cause: 'lane_fault', opens: false },",
        replace: '',
      },
    ],
    stage: unpowered,
    seed: 2,
  },
  {
    name: "a guard's release lets no pupil in",
    breaks: 'I8',
    edits: [
      {
        file: `${ATTENDANCE}/rules/r10-guard-release.ts`,
        find: "return event.kind === 'guard_release' && event.reason === 'pupil'",
        replace: "return event.kind === 'guard_release' && event.reason === 'nobody'",
      },
    ],
    stage: cardless,
    seed: 7,
  },
  {
    name: 'an event without trusted time says nothing',
    breaks: 'I8',
    edits: [
      {
        file: `${ATTENDANCE}/fold/dating.ts`,
        find: 'if (at === undefined) undated.push(event);',
        replace: 'if (at === undefined) continue;',
      },
    ],
    stage: withoutTime,
    seed: 1,
  },
  {
    name: 'an event from the future is believed',
    breaks: 'I8',
    edits: [
      {
        file: `${ATTENDANCE}/rules/r14-clock.ts`,
        find: 'at > event.receivedAt + futureMs',
        replace: 'at > event.receivedAt + 1e12',
      },
    ],
    stage: aheadThroughout,
    seed: 1,
  },
  {
    name: 'an exit without trusted time leaves its stay certain',
    breaks: 'I8',
    edits: [
      {
        file: `${ATTENDANCE}/fold/trail.ts`,
        find: "if (event.kind !== 'denied') trail.undated.push(bounds);",
        replace: '',
      },
    ],
    stage: aheadThroughout,
    seed: 1,
  },
  {
    name: 'a card that was taken back lets nobody in',
    breaks: 'I8',
    edits: [
      {
        file: `${ATTENDANCE}/fold/trail.ts`,
        find: "if (event.direction !== 'in') return;",
        replace: 'if (event.at > 0) return;',
      },
    ],
    stage: stale,
    seed: 5,
  },
  {
    name: 'a refusal is a passage',
    breaks: 'I8',
    edits: [
      {
        file: `${ATTENDANCE}/fold/trail.ts`,
        find: 'if (quality === undefined) {',
        replace: 'if (quality === undefined && at < 0) {',
      },
    ],
    stage: lockedDown,
    seed: 1,
  },
  {
    name: 'nobody leaves in a fire',
    breaks: 'I8',
    edits: [
      {
        file: `${ATTENDANCE}/rules/r09-fire.ts`,
        find: "closeStay(walk, fire.from, 'evacuation', false);",
        replace: 'return;',
      },
    ],
    stage: evacuation,
    seed: 9,
  },
  {
    name: 'a stay without an exit is certain although the pupil enters once more',
    breaks: 'I8',
    edits: [
      {
        file: `${ATTENDANCE}/rules/r05-missing-exit.ts`,
        find: "'missing_exit', true",
        replace: "'missing_exit', false",
      },
    ],
    stage: tailgating,
    seed: 2,
  },
];
