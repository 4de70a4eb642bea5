import type { Result } from '../../socket/schema.ts';

type Status = Pick<Result<'status'>, 'lanes'>;

/** What a lockdown means at the lanes of the gateway: a fire goes before it, and a reader without power hears of none. */
export function lockdownText(status: Status | undefined): string {
  const done = 'Done: this gateway is in lockdown.';
  if (status === undefined) return `${done} What its lanes do cannot be seen now.`;
  const free = status.lanes.filter(({ state }) => state === 'evacuation');
  const unknown = status.lanes.filter(({ faults }) => faults.some((one) => one.startsWith('device_offline')));
  return `${done}${named('But free for a fire or drill', free)}${named('Nobody knows of', unknown)}`;
}

const named = (what: string, lanes: Status['lanes']): string =>
  lanes.length === 0 ? '' : ` ${what}: ${lanes.map(({ lane }) => lane).join(', ')}.`;
