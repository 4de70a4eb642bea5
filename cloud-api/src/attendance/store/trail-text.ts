import type { Trail } from '../fold/trail.ts';
import type { PassQuality } from '../rules/r01-passage.ts';
import { orderPasses, type Pass } from '../rules/r03-order.ts';
import { type DoubtRow, doubtsOf, doubtText } from './doubt-text.ts';

type PassRow = readonly [
  at: number,
  gateway: string,
  epoch: number,
  seq: number,
  building: string,
  lane: string | null,
  direction: 'in' | 'out',
  quality: PassQuality,
];

interface TrailJson {
  readonly p?: readonly PassRow[];
  readonly d?: readonly DoubtRow[];
  readonly u?: readonly (readonly [number, number])[];
  readonly s?: 1;
}

/** Canonical: the same trail, found in any order, has the same text. Empty where the gates saw nothing. */
export function trailText(trail: Trail): string {
  orderPasses(trail.passes);
  const parts: string[] = [];
  if (trail.passes.length > 0) parts.push(`"p":${JSON.stringify(uniquePasses(trail.passes).map(passRow))}`);
  if (trail.doubts.length > 0) parts.push(`"d":${doubtText(trail.doubts)}`);
  if (trail.undated.length > 0) {
    const rows = trail.undated.map(({ from, until }) => [from, until]);
    parts.push(`"u":${JSON.stringify(rows.sort(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d))}`);
  }
  if (trail.staleGrant) parts.push('"s":1');
  return parts.length === 0 ? '' : `{${parts.join(',')}}`;
}

export function parseTrail(text: string): Trail {
  if (text === '') return { passes: [], doubts: [], undated: [], staleGrant: false };
  const { p = [], d = [], u = [], s } = JSON.parse(text) as TrailJson;
  return {
    passes: p.map(passOf),
    doubts: doubtsOf(d),
    undated: u.map(([from, until]) => ({ from, until })),
    staleGrant: s === 1,
  };
}

/** Adds what new events say; an event that is already there changes nothing. */
export function joinTrails(trail: Trail, more: Trail): Trail {
  return {
    passes: [...trail.passes, ...more.passes],
    doubts: [...trail.doubts, ...more.doubts],
    undated: [...trail.undated, ...more.undated],
    staleGrant: trail.staleGrant || more.staleGrant,
  };
}

/** @param ordered by R3, so that one event read twice stands beside itself */
function uniquePasses(ordered: readonly Pass[]): Pass[] {
  return ordered.filter((pass, index) => {
    const before = ordered[index - 1];
    return before?.seq !== pass.seq || before.gateway !== pass.gateway || before.epoch !== pass.epoch;
  });
}

const passRow = (pass: Pass): PassRow => [
  pass.at,
  pass.gateway,
  pass.epoch,
  pass.seq,
  pass.building,
  pass.lane ?? null,
  pass.direction,
  pass.quality,
];

const passOf = ([at, gateway, epoch, seq, building, lane, direction, quality]: PassRow): Pass => ({
  at,
  gateway,
  epoch,
  seq,
  building,
  lane: lane ?? undefined,
  direction,
  quality,
});
