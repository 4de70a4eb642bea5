import type { Result } from '../socket/schema.ts';
import { table } from './table.ts';
import { utcTime } from './utc-time.ts';

const ZONE_STATES: Readonly<Record<Result<'status'>['zones'][number]['state'], string>> = {
  normal: 'normal',
  alarm: 'FIRE, lanes are free',
  latched: 'FIRE, lanes are free until somebody resets the zone at the site',
  drill: 'DRILL, lanes are free until somebody resets the zone at the site',
  fault: 'FAULT, an input cannot be read',
};

/** A gate's status for a person. */
export function statusText(status: Result<'status'>): string {
  const { position, journal, list } = status;
  const lines = [
    `Gateway ${status.gateway}, up since ${utcTime(status.startedAt)} UTC, clock ${status.clock}`,
    `Journal ${journal.state}: epoch ${position.epoch}, events ${position.first} to ${position.last}, ` +
      `acknowledged through ${position.acked}; ${journal.waiting} waiting, ${journal.dropped} dropped, ` +
      `commit p50 ${journal.commitP50} ms, p99 ${journal.commitP99} ms`,
    `List version ${list.version}, ${list.entries} entries${list.issuedAt === undefined ? '' : `, of ${utcTime(list.issuedAt)} UTC`}`,
    '',
    table([
      ['LANE', 'STATE', 'IN', 'OUT', 'FAULTS'],
      ...status.lanes.map(({ lane, state, modes, faults }) => [
        lane,
        state,
        modes.in,
        modes.out,
        faults.join(', '),
      ]),
    ]),
    '',
    table([
      ['LINE', 'ADDRESS', 'DEVICE'],
      ...status.devices.map(({ line, address, online, secure, reason }) => [
        line,
        address,
        online
          ? `online, ${secure ? 'secure' : 'in clear'}`
          : `offline${reason === undefined ? '' : `: ${reason}`}`,
      ]),
    ]),
    '',
    table([
      ['LINE', 'ADDRESS', 'POLLS', 'SILENT', 'DAMAGED', 'BUSY', 'NAK', 'RESETS', 'TURNAROUND'],
      ...status.lines.flatMap(({ line, devices }) =>
        devices.map(({ address, polls, timeouts, damaged, unusable, busy, naks, resets, turnaroundMs }) => [
          line,
          address,
          polls,
          timeouts,
          damaged + unusable,
          busy,
          naks,
          resets,
          `${turnaroundMs} ms`,
        ]),
      ),
    ]),
    '',
    `Socket: ${status.socket.clients} clients, ${status.socket.dropped} pushes dropped, ${status.socket.refused} refused`,
    ...status.inside.map(insideText),
    ...(status.lockdown ? ['LOCKDOWN: until it is lifted lanes open for a fire only'] : []),
    ...status.zones.map(zoneText),
    ...(status.alarms.length > 0 ? status.alarms.map(alarmText) : isCalm(status) ? ['No alarms'] : []),
  ];
  return lines.join('\n');
}

/** No lockdown, no fire, no drill, no input that cannot be read. */
export const isCalm = ({ zones, lockdown }: Pick<Result<'status'>, 'zones' | 'lockdown'>): boolean =>
  !lockdown && zones.every(({ state }) => state === 'normal');

function zoneText({
  zone,
  state,
  inAlarm,
  unreadable,
  unconfirmed,
}: Result<'status'>['zones'][number]): string {
  const named = (what: string, names: readonly string[]): string =>
    names.length === 0 ? '' : `; ${what}: ${names.join(', ')}`;
  return (
    `Fire zone ${zone}: ${ZONE_STATES[state]}` +
    named('in alarm', inAlarm) +
    named('cannot be read', unreadable) +
    named('not confirmed to be free', unconfirmed)
  );
}

const insideText = ({ zone, count, max }: Result<'status'>['inside'][number]): string =>
  `Inside ${zone}: ${count}${max === undefined ? '' : ` of ${max}`}`;

const alarmText = ({ code, subject, at }: Result<'status'>['alarms'][number]): string =>
  `ALARM ${code}${subject === '' ? '' : ` (${subject})`} since ${utcTime(at)} UTC`;
