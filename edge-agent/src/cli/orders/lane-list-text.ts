import type { Result } from '../../socket/schema.ts';
import { table } from '../table.ts';
import { utcTime } from '../utc-time.ts';
import { type LaneNow, unconfirmedOf } from './lane-now.ts';

type Status = Result<'status'>;
type Lane = Status['lanes'][number];
type Direction = 'in' | 'out';

/** The lanes for whoever stands beside them, and how old is what the gate knows. */
export function laneListText(status: Status): string {
  const { at, lanes, lockdown, list } = status;
  const unconfirmed = unconfirmedOf(status.zones);
  const fires = status.zones.filter(({ state }) => state !== 'normal' && state !== 'fault');
  return [
    table([
      ['LANE', 'STATE', 'IN', 'OUT', 'FAULTS', 'LAST TAP'],
      ...lanes.map((lane) => [
        lane.lane,
        lane.state,
        modeText(lane, 'in', unconfirmed.includes(lane.lane)),
        modeText(lane, 'out', unconfirmed.includes(lane.lane)),
        lane.faults.join(', '),
        lastTapText(lane, at),
      ]),
    ]),
    '',
    ...(lockdown ? ['LOCKDOWN: until it is lifted lanes open for a fire only'] : []),
    ...fires.map(fireText),
    `As of ${utcTime(at)} UTC; ${listText(list, at)}`,
  ].join('\n');
}

function fireText({ zone, state, unconfirmed }: Status['zones'][number]): string {
  const doubt = unconfirmed.length === 0 ? '' : ` but NOT CONFIRMED: ${unconfirmed.join(', ')}`;
  return `${state === 'drill' ? 'DRILL' : 'FIRE'} in zone ${zone}: its lanes are free${doubt}`;
}

/** What holds for people now: a fire goes before every mode. */
export const modeText = (lane: Lane, direction: Direction, unconfirmed = false): string =>
  lane.state === 'evacuation' ? freeText(unconfirmed) : wantedText(lane, direction);

/** The same for whoever has just ordered a mode: also what keeps it from showing. */
export function orderedText({ lane, unconfirmed }: LaneNow, direction: Direction): string {
  const wanted = wantedText(lane, direction);
  if (lane.state === 'evacuation') return `${freeText(unconfirmed)}; afterwards ${wanted}`;
  return lane.state === 'out_of_service' ? `${wanted}, but the lane is out of service` : wanted;
}

/** For whoever has just taken a lane out of service, or back: one that serves again may have other reasons not to. */
export function serviceText({ lane, unconfirmed }: LaneNow, inService: boolean): string {
  const afterwards = inService ? 'in service' : 'out of service';
  const state =
    lane.state === 'evacuation'
      ? `${freeText(unconfirmed)}; afterwards ${afterwards}`
      : lane.state.replaceAll('_', ' ');
  return lane.faults.length === 0 ? state : `${state} (${lane.faults.join(', ')})`;
}

const freeText = (unconfirmed: boolean): string =>
  `free (fire or drill${unconfirmed ? ', NOT CONFIRMED' : ''})`;

/** `free until 2026-11-09 10:45:00 UTC (order)`: mode, end, and by whose word unless the configuration's. */
function wantedText({ modes, causes, until }: Lane, direction: Direction): string {
  const cause = CAUSES[causes[direction]];
  const end = causes[direction] === 'manual' ? until[direction] : undefined;
  const till = end === undefined ? '' : ` until ${utcTime(end).slice(0, 19)} UTC`;
  return `${modes[direction]}${till}${cause === undefined ? '' : ` (${cause})`}`;
}

const CAUSES: Readonly<Record<string, string>> = {
  manual: 'order',
  schedule: 'calendar',
  lockdown: 'lockdown',
};

const lastTapText = ({ lastTap }: Lane, now: number): string =>
  lastTap === undefined ? '' : `${lastTap.direction} ${lastTap.code}, ${ageText(now - lastTap.at)} ago`;

const listText = ({ version, entries, issuedAt }: Status['list'], now: number): string =>
  issuedAt === undefined
    ? 'no list of cards yet'
    : `list of cards ${version} with ${entries} entries is ${ageText(now - issuedAt)} old`;

const SPANS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** In the largest unit that it fills. */
function ageText(ms: number): string {
  const [unit, size] = SPANS.find(([, span]) => ms >= span) ?? SPANS[3];
  return `${Math.max(0, Math.floor(ms / size))} ${unit}`;
}
