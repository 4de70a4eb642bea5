import type { LessonCell, StatusName } from './types.ts';

/** Colours of a lesson: red only for what counts against somebody, orange for what nobody knows. */
const COLORS: Readonly<Record<StatusName, string>> = {
  present: 'gate',
  late: 'yellow',
  absent: 'red',
  excused: 'blue',
  unknown: 'orange',
  suspended: 'gray',
  not_tracked: 'gray',
  gate_unused: 'gray',
  pending: 'gray',
};

export const colorOf = (status: StatusName): string => COLORS[status];

/** What a decision looks like is solid; what only the gates say is pale. */
export function cellStyle({ status, decided }: LessonCell): React.CSSProperties {
  const color = COLORS[status];
  if (decided === true) {
    return { background: `var(--mantine-color-${color}-filled)`, color: 'var(--mantine-color-white)' };
  }
  if (status === 'present' || status === 'pending') return { color: 'var(--mantine-color-dimmed)' };
  return {
    background: `var(--mantine-color-${color}-light)`,
    color: `var(--mantine-color-${color}-light-color)`,
    ...(status === 'unknown'
      ? { outline: '2px dashed var(--mantine-color-orange-filled)', outlineOffset: -2 }
      : {}),
  };
}
