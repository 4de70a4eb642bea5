import { useTranslation } from 'react-i18next';
import { useTimeText } from '../../../today/src/use-time-text.ts';
import { colorOf } from './status-look.ts';
import type { Evidence } from './types.ts';

const WIDTH = 680;
/** Room for half of the first and the last hour's text. */
const LEFT = 18;

/** The day as a strip: lessons above, stays below, doubt hatched over the time in which nobody can say. */
export function DayTimeline({ evidence }: { readonly evidence: Evidence }) {
  const { t } = useTranslation();
  const time = useTimeText(evidence.timezone);
  const { lessons, intervals, doubts, refusals, passes } = evidence;
  const moments = [
    ...lessons.flatMap(({ start, end }) => [start, end]),
    ...passes.map(({ at }) => at),
    ...refusals.map(({ at }) => at),
  ];
  if (moments.length === 0) return null;
  const from = Math.min(...moments) - 20 * 60_000;
  const until = Math.max(...moments) + 20 * 60_000;
  const x = (at: number) => LEFT + (WIDTH * (Math.max(from, Math.min(until, at)) - from)) / (until - from);
  const hours = hoursBetween(from, until);
  return (
    <svg viewBox={`0 0 ${WIDTH + 2 * LEFT} 104`} role="img" aria-label={t('evidence.timeline')} width="100%">
      <defs>
        <pattern id="doubt" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="3" height="7" fill="var(--mantine-color-orange-filled)" opacity="0.55" />
        </pattern>
      </defs>
      {hours.map((hour) => (
        <g key={hour}>
          <line x1={x(hour)} x2={x(hour)} y1="14" y2="92" stroke="var(--mantine-color-default-border)" />
          <text x={x(hour)} y="104" fontSize="11" textAnchor="middle" fill="var(--mantine-color-dimmed)">
            {time(hour)}
          </text>
        </g>
      ))}
      {lessons.map(({ n, start, end, status }) => (
        <g key={n}>
          <rect
            x={x(start)}
            width={x(end) - x(start)}
            y="14"
            height="24"
            rx="4"
            fill={`var(--mantine-color-${colorOf(status)}-light)`}
          />
          <text
            x={(x(start) + x(end)) / 2}
            y="31"
            fontSize="13"
            textAnchor="middle"
            fill="var(--mantine-color-text)"
          >
            {n}
          </text>
        </g>
      ))}
      {intervals.map((interval) => (
        <rect
          key={interval.start}
          x={x(interval.start)}
          width={Math.max(3, x(interval.end) - x(interval.start))}
          y="46"
          height="20"
          rx="4"
          fill="var(--mantine-color-gate-filled)"
          opacity={interval.uncertain ? 0.35 : 1}
        >
          <title>{`${time(interval.start)} – ${time(interval.end)}`}</title>
        </rect>
      ))}
      {doubts.map(({ cause, gateway, from: start = from, until: end = until }, index) => (
        <rect
          key={index}
          x={x(start)}
          width={Math.max(5, x(end) - x(start))}
          y="72"
          height="14"
          rx="3"
          fill="url(#doubt)"
        >
          <title>
            {t(`why.${cause}`, { gateway: gateway ?? t('today.an_entrance'), time: time(start) })}
          </title>
        </rect>
      ))}
      {refusals.map(({ at }) => (
        <path
          key={at}
          d={`M${x(at) - 5} 74 l10 10 m0 -10 l-10 10`}
          stroke="var(--mantine-color-red-filled)"
          strokeWidth="3"
        />
      ))}
    </svg>
  );
}

function hoursBetween(from: number, until: number): number[] {
  const hour = 3_600_000;
  const first = Math.ceil(from / hour) * hour;
  return Array.from(
    { length: Math.max(0, Math.floor((until - first) / hour) + 1) },
    (_, index) => first + index * hour,
  );
}
