import type { LaneView, SideView } from '../../../src/board/schema.ts';
import { PLAN } from './plan.ts';
import styles from './scene.module.css';

const ARROW = 'M-8 -3 H2 V-8 L10 0 L2 8 V3 H-8 Z';
const CROSS = 'M-7 -4 L-4 -7 L0 -3 L4 -7 L7 -4 L3 0 L7 4 L4 7 L0 3 L-4 7 L-7 4 L-3 0 Z';

/** The lamps on the cabinet, arrow and cross of each side, and the siren. */
export function Lamps({ lane }: { readonly lane: LaneView }) {
  return (
    <>
      {lane.in !== undefined && <SideLamps side={lane.in} x={96} turned={false} />}
      {lane.out !== undefined && <SideLamps side={lane.out} x={264} turned />}
      <circle className={lane.siren ? styles.siren : styles.lampOff} cx={PLAN.middle} cy={12} r={7} />
    </>
  );
}

function SideLamps({
  side,
  x,
  turned,
}: {
  readonly side: SideView;
  readonly x: number;
  readonly turned: boolean;
}) {
  return (
    <g transform={`translate(${x} 20) rotate(${turned ? 180 : 0})`}>
      <path className={side.go ? styles.go : styles.lampOff} d={ARROW} transform="translate(10 0)" />
      <path className={side.stop ? styles.stop : styles.lampOff} d={CROSS} transform="translate(-16 0)" />
    </g>
  );
}
