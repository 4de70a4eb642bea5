import type { Mutation } from './mutation.ts';
import { alarmWithoutPower, darkUnderFire, killedUnderFire, mutedSensors, unpowered } from './stages.ts';

const CORE = 'edge-agent/src/core';
const JOURNAL = 'edge-agent/src/journal/journal.ts';

/** Defects that were planted, each of which the simulation must notice. */
export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'the latch is dropped at a restart',
    breaks: 'I1',
    edits: [
      {
        file: `${CORE}/fire/recover.ts`,
        find: 'if (doubt === undefined) return { latch: mine };',
        replace: 'if (doubt === undefined) return { latch: {} };',
      },
    ],
    seed: 1,
    stage: killedUnderFire,
  },
  {
    name: 'a latch that cannot be read counts as clear',
    breaks: 'I1',
    edits: [
      {
        file: `${CORE}/fire/recover.ts`,
        find: 'if (doubt === undefined) return { latch: mine };',
        replace: 'return { latch: doubt === undefined ? mine : {} };',
      },
    ],
    seed: 8,
    stage: darkUnderFire,
  },
  {
    name: 'a fire is reset while an input is in alarm',
    breaks: 'I1',
    edits: [
      {
        file: `${CORE}/fire/step.ts`,
        find: 'if (inAlarm.length > 0)',
        replace: 'if (inAlarm.length > 99)',
      },
    ],
    seed: 4,
  },
  {
    name: 'a lane is locked when its device comes back under fire',
    breaks: 'I1',
    edits: [
      {
        file: `${CORE}/gate/device-desk.ts`,
        find: '    this.#setLost(device, false, now);\n    this.#announce(device, false, now);',
        replace:
          '    this.#setLost(device, false, now);\n    for (const { lane } of device.needed) this.#parts.units.get(lane)!.latch = undefined;\n    this.#announce(device, false, now);',
      },
    ],
    seed: 3,
  },
  {
    name: 'a lock is sent after the release',
    breaks: 'I1',
    edits: [
      {
        file: `${CORE}/gate/wish.ts`,
        find: "if (unit.latch === undefined || use.kind !== 'release') return wish;",
        replace:
          "if (unit.latch === undefined || use.kind !== 'release' || unit.confirmation?.waiting.length === 0) return { ...wish, kind: 'steady', energised: use.kind === 'release' && use.point.energised === 'locks' };",
      },
    ],
    seed: 2,
  },
  {
    name: 'a fire edge is missed while its device reboots',
    breaks: 'I1',
    edits: [
      {
        file: 'edge-agent/src/line/scheduler/parts/status-reads.ts',
        find: 'return this.#due(this.#inputs, now);',
        replace: 'return now < 0 ? this.#due(this.#inputs, now) : undefined;',
      },
      {
        file: 'edge-agent/src/line/scheduler/parts/status-reads.ts',
        find: 'return this.#inputs.dueAt;',
        replace: 'return this.#inputs.dueAt + NEVER;',
      },
    ],
    seed: 3,
    stage: alarmWithoutPower,
  },
  {
    name: 'a grant stays open as long as nobody closes it',
    breaks: 'I2',
    edits: [
      {
        file: `${CORE}/gate/wish.ts`,
        find: "return { output, kind: 'timed', energised: released, id: open.grant.id, untilMs: open.deadline };",
        replace: "return { output, kind: 'steady', energised: released };",
      },
    ],
    seed: 121,
  },
  {
    name: 'a grant counts as a passage',
    breaks: 'I4',
    edits: [
      {
        file: `${CORE}/lane/transition.ts`,
        find: "if (context.sensors === 'none') this.passage",
        replace: 'this.passage',
      },
    ],
    seed: 3,
  },
  {
    name: 'a lane opens before its grant is committed',
    breaks: 'I5',
    edits: [
      {
        file: `${CORE}/lane/transition.ts`,
        find: 'if (grant.draft <= this.state.durable) this.open(grant, at, false);',
        replace: 'if (grant.draft <= Number.MAX_VALUE) this.open(grant, at, false);',
      },
    ],
    seed: 3,
  },
  {
    name: 'an event is pruned before it is acknowledged',
    breaks: 'I5',
    edits: [
      {
        file: JOURNAL,
        find: 'const to = Math.min(through, acked, first + step - 1);',
        replace: 'const to = Math.min(through, Math.max(acked, through), first + step - 1);',
      },
    ],
    seed: 7,
  },
  {
    name: 'a sequence number is used again after a restart',
    breaks: 'I5',
    edits: [
      {
        file: JOURNAL,
        find: 'last: newest?.seq ?? pruned,',
        replace: 'last: (newest?.seq ?? pruned + 1) - 1,',
      },
      {
        file: JOURNAL,
        find: "'INSERT INTO events VALUES (?, ?, ?, ?)'",
        replace: "'INSERT OR REPLACE INTO events VALUES (?, ?, ?, ?)'",
      },
    ],
    seed: 7,
  },
  {
    name: 'a passage that could not be seen is taken for none',
    breaks: 'I8',
    edits: [
      {
        file: `${CORE}/lane/transition.ts`,
        find: 'open.blind ? UNSEEN : reason',
        replace: 'reason',
      },
      {
        file: `${CORE}/lane/grants.ts`,
        find: 't.doubtHolder(unused.grant, at);',
        replace: '',
      },
    ],
    seed: 11,
    stage: mutedSensors,
  },
  {
    name: 'a lane that lost its devices is not told',
    breaks: 'I8',
    edits: [
      {
        file: `${CORE}/gate/device-desk.ts`,
        find: 'lost, now, since, {',
        replace: 'false, now, since, {',
      },
    ],
    seed: 5,
    stage: unpowered,
  },
  {
    name: 'a stale read opens',
    breaks: 'I9',
    edits: [
      {
        file: `${CORE}/decision/card-rules.ts`,
        find: 'if (readAgeMs <= STALE_READ_MS)',
        replace: 'if (readAgeMs <= Number.POSITIVE_INFINITY)',
      },
    ],
    seed: 1,
  },
];
