import type { LaneView } from '../../../src/board/schema.ts';
import { PLAN } from './plan.ts';
import styles from './scene.module.css';

/** Degrees by which an arm gives way while a body pushes through. */
const TURN = 70;

/** What stands in the way, and how far it has given way. */
export function Barrier({ lane }: { readonly lane: LaneView }) {
  const { middle, top, bottom } = PLAN;
  const free = (lane.in?.free ?? false) || (lane.out?.free ?? false);
  const color = free ? styles.free : styles.locked;
  const push = pushed(lane);
  if (lane.kind === 'open') return null;
  if (lane.kind === 'speed-gate') {
    const gap = free || push !== 0 ? 26 : 0;
    const half = (bottom - top) / 2;
    return (
      <>
        <line className={`${styles.arm} ${color}`} x1={middle} x2={middle} y1={top} y2={top + half - gap} />
        <line
          className={`${styles.arm} ${color}`}
          x1={middle}
          x2={middle}
          y1={bottom - half + gap}
          y2={bottom}
        />
      </>
    );
  }
  const open = lane.armsDown || (lane.kind === 'door' && lane.sensors[0] === true);
  return (
    <>
      <line
        className={`${styles.arm} ${color}`}
        style={{
          transform: `rotate(${open ? TURN * 1.2 : push * TURN}deg)`,
          transformOrigin: `${middle}px ${top}px`,
        }}
        x1={middle}
        x2={middle}
        y1={top}
        y2={bottom - 4}
      />
      <circle className={styles.hub} cx={middle} cy={top} r={7} />
    </>
  );
}

/** −1 to 1: how far the person in the middle has pushed the arm, inwards negative (the hub is above). */
function pushed({ present }: LaneView): number {
  const body = present.find(({ inside }) => inside);
  if (body === undefined) return 0;
  const way = 1 - Math.abs(2 * body.fraction - 1);
  return body.walker.direction === 'in' ? -way : way;
}
