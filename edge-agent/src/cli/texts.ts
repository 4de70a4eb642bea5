import type { Result } from '../socket/schema.ts';
import { table } from './table.ts';

const STAGES = ['decided', 'committed', 'opened', 'refused', 'passage', 'timed_out', 'acknowledged'];

const time = (utc: number): string => new Date(utc).toISOString().replace('T', ' ').replace('Z', '');

export function statusText(status: Result<'status'>): string {
  const { position, journal, list } = status;
  const lines = [
    `Gateway ${status.gateway}, up since ${time(status.startedAt)} UTC, clock ${status.clock}`,
    `Journal ${journal.state}: epoch ${position.epoch}, events ${position.first} to ${position.last}, ` +
      `acknowledged through ${position.acked}; ${journal.waiting} waiting, ${journal.dropped} dropped, ` +
      `commit p50 ${journal.commitP50} ms, p99 ${journal.commitP99} ms`,
    `List version ${list.version}, ${list.entries} entries${list.issuedAt === undefined ? '' : `, of ${time(list.issuedAt)} UTC`}`,
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
    ...status.zones.map(({ zone, state }) => `Fire zone ${zone}: ${state}`),
    ...(status.alarms.length === 0 ? ['No alarms'] : status.alarms.map(alarmText)),
  ];
  return lines.join('\n');
}

const alarmText = ({ code, subject, at }: Result<'status'>['alarms'][number]): string =>
  `ALARM ${code}${subject === '' ? '' : ` (${subject})`} since ${time(at)} UTC`;

export function traceText({ taps, stages }: Result<'trace'>): string {
  if (taps.length === 0) return 'No taps yet';
  const shown = STAGES.filter((stage) => taps.some((tap) => tap.stages[stage] !== undefined));
  const rows = taps.map(({ at, lane, direction, code, trace, seq, stages: reached }) => [
    time(at),
    lane,
    direction,
    code,
    ...shown.map((stage) => reached[stage]?.toFixed(1) ?? ''),
    seq ?? '',
    trace,
  ]);
  const heading = [
    'TIME (UTC)',
    'LANE',
    '',
    'OUTCOME',
    ...shown.map((stage) => `${stage}, ms`),
    'EVENT',
    'TRACE',
  ];
  const summary = stages.map(({ stage, count, p50, p99, max }) => [stage, count, p50, p99, max]);
  return `${table([heading, ...rows])}\n\n${table([['STAGE', 'TAPS', 'p50, ms', 'p99, ms', 'max, ms'], ...summary])}`;
}

export function whyText({ code, granted, steps }: Result<'why'>): string {
  const rows = steps.map(({ step, outcome, detail }) => [step, outcome, detail ?? '']);
  return `${granted ? 'Granted' : `Refused: ${code}`}\n${table([['RULE', 'RESULT', 'SAW'], ...rows])}`;
}
