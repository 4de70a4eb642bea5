import { useTranslation } from 'react-i18next';
import type { LaneView } from '../../../src/board/schema.ts';
import { initials } from '../use-people.ts';
import { Barrier } from './barrier.tsx';
import { Lamps } from './lamps.tsx';
import { PLAN } from './plan.ts';
import styles from './scene.module.css';

const BEAMS = [170, 190] as const;
const WAITING = { in: 128, out: 232 } as const;
/** Where a body begins and ends to cover the beams. */
const FROM = { in: 156, out: 204 } as const;
const TO = { in: 206, out: 154 } as const;
const QUEUE_STEP = 26;
const QUEUE_AT = 56;
/** Part of the way after which somebody turns back. */
const TURNING_POINT = 0.3;

export interface SceneProps {
  readonly lane: LaneView;
  readonly name: string;
  /** People who queue on each side, those at the barrier included. */
  readonly queue: { readonly in: number; readonly out: number };
  /** Label of a person by id. */
  readonly label: (person: string) => string | undefined;
}

/** The lane from above: people, sensors, barrier and lamps as they are now. */
export function Scene({ lane, name, queue, label }: SceneProps) {
  const { t } = useTranslation();
  return (
    <svg
      className={styles.scene}
      viewBox={`0 0 ${PLAN.width} ${PLAN.height}`}
      role="img"
      aria-label={describe()}
    >
      <rect className={styles.street} width={PLAN.middle} height={PLAN.height} />
      <rect className={styles.school} x={PLAN.middle} width={PLAN.middle} height={PLAN.height} />
      <text className={styles.place} x={8} y={PLAN.height - 8}>
        {t('lane.street')}
      </text>
      <text className={styles.place} x={PLAN.width - 8} y={PLAN.height - 8} textAnchor="end">
        {t('lane.school')}
      </text>
      <rect className={styles.cabinet} x={130} y={PLAN.top - 14} width={100} height={14} rx={4} />
      <rect className={styles.cabinet} x={130} y={PLAN.bottom} width={100} height={14} rx={4} />
      {lane.sensors.map((covered, sensor) => (
        <line
          // biome-ignore lint/suspicious/noArrayIndexKey: a sensor is its number
          key={sensor}
          className={covered ? styles.beamCovered : styles.beam}
          x1={BEAMS[sensor] ?? PLAN.middle}
          x2={BEAMS[sensor] ?? PLAN.middle}
          y1={PLAN.top}
          y2={PLAN.bottom}
        />
      ))}
      <Barrier lane={lane} />
      <Lamps lane={lane} />
      {queue.in > 1 && (
        <text className={styles.queue} x={QUEUE_AT} y={PLAN.walk}>
          {t('lane.queue', { number: queue.in })}
        </text>
      )}
      {queue.out > 1 && (
        <text className={styles.queue} x={PLAN.width - QUEUE_AT} y={PLAN.walk}>
          {t('lane.queue', { number: queue.out })}
        </text>
      )}
      {placed(lane).map(({ id, x }) => (
        <g key={id} className={styles.person} style={{ transform: `translate(${x}px, ${PLAN.walk}px)` }}>
          <circle className={styles.body} r={14} />
          <text className={styles.letters}>{initials(label(id))}</text>
        </g>
      ))}
    </svg>
  );

  function describe(): string {
    const people = lane.present.map(({ walker }) => label(walker.id) ?? t('news.someone'));
    return [name, ...people].join(', ');
  }
}

/** Where each person stands; those who wait stand one behind the other. */
function placed({ present }: LaneView): { id: string; x: number }[] {
  const waiting = { in: 0, out: 0 };
  return present.map(({ walker: { id, direction, plan }, inside, fraction }) => {
    if (!inside) {
      const away = waiting[direction]++ * QUEUE_STEP;
      return { id, x: WAITING[direction] + (direction === 'in' ? -away : away) };
    }
    const way = plan === 'turn-back' ? TURNING_POINT * (1 - Math.abs(2 * fraction - 1)) : fraction;
    return { id, x: FROM[direction] + (TO[direction] - FROM[direction]) * way };
  });
}
