import type { Mutation } from './mutation.ts';
import { crowded, escorted, restartedAmongMany, visited, visitedInTheDark } from './strict-stages.ts';

const CORE = 'edge-agent/src/core';

/** Defects planted in what a strict school asks for; each is named by the rule that notices it. */
export const STRICT_MUTATIONS: readonly Mutation[] = [
  {
    name: 'an entry on a counted card is not counted',
    breaks: 'uses',
    edits: [
      {
        file: `${CORE}/gate/lane-driver.ts`,
        find: "if (counted !== undefined && direction === 'in')",
        replace: "if (counted !== undefined && direction === 'in' && at.mono < 0)",
      },
    ],
    seed: 1,
    stage: visited,
  },
  {
    name: 'whoever leaves uses an entry too',
    breaks: 'uses',
    edits: [
      {
        file: `${CORE}/gate/lane-driver.ts`,
        find: "if (counted !== undefined && direction === 'in')",
        replace: 'if (counted !== undefined)',
      },
    ],
    seed: 1,
    stage: visited,
  },
  {
    name: 'used entries are forgotten at the start',
    breaks: 'uses',
    edits: [
      {
        file: `${CORE}/passback/entry-counts.ts`,
        find: 'for (const row of rows) if',
        replace: 'for (const row of rows.slice(0, 0)) if',
      },
    ],
    seed: 1,
    stage: visitedInTheDark,
  },
  {
    name: 'places are forgotten at the start',
    breaks: 'passback',
    edits: [
      {
        file: `${CORE}/passback/presence.ts`,
        find: 'if (area === AREA) this.#set(key',
        replace: "if (area === AREA && key === '') this.#set(key",
      },
    ],
    seed: 1,
    stage: restartedAmongMany,
  },
  {
    name: 'a granted tap moves its holder',
    breaks: 'passback',
    edits: [
      {
        file: `${CORE}/gate/tap-desk.ts`,
        find: "this.#stage(tap, 'decided', now.mono, 'granted');",
        replace:
          "this.#stage(tap, 'decided', now.mono, 'granted');\n    this.#parts.presence.moved(unit.zone, holderOf(entry), direction, unit.id, now);",
      },
    ],
    seed: 2,
    stage: visited,
  },
  {
    name: 'whoever was only refused takes a place inside',
    breaks: 'occupancy',
    edits: [
      {
        file: `${CORE}/gate/decision-input.ts`,
        find: 'inside: othersInside(parts, unit.zone, holder),',
        replace:
          "inside: othersInside(parts, unit.zone, holder) + Number(unit.lastTap?.direction === 'in' && unit.lastTap.code !== 'granted'),",
      },
    ],
    seed: 1,
    stage: crowded,
  },
  {
    name: 'who leaves gives no place back',
    breaks: 'occupancy',
    edits: [
      {
        file: `${CORE}/passback/presence.ts`,
        find: 'if (step !== 0) this.#inside',
        replace: 'if (step > 0) this.#inside',
      },
    ],
    seed: 1,
    stage: crowded,
  },
  {
    name: 'any second card opens',
    breaks: 'two_cards',
    edits: [
      {
        file: `${CORE}/decision/lane-rules.ts`,
        find: "return escort ? pass('escort of the first card')",
        replace: "return escort || entry !== undefined ? pass('escort of the first card')",
      },
    ],
    seed: 1,
    stage: escorted,
  },
  {
    name: 'the second card opens for whoever holds it',
    breaks: 'two_cards',
    edits: [
      {
        file: `${CORE}/gate/tap-desk.ts`,
        find: 'else if (first === undefined || holderOf(first.entry) === holderOf(entry!))',
        replace: 'else if (first === undefined || holderOf(entry!) !== undefined)',
      },
    ],
    seed: 1,
    stage: escorted,
  },
];
