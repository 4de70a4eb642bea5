import { writeFile } from 'node:fs/promises';
import { fullName } from '../vault/index.ts';
import type { PlannedCard, SchoolPlan } from './plan.ts';

/** One card of the invented school, as the simulator plays it. */
export interface SimulatedCard {
  /** UID, hexadecimal, as the card sends it. */
  readonly uid: string;
  /** Who carries it: an invented name and class, for the simulator's board only. */
  readonly label: string;
  readonly kind: 'pupil' | 'staff' | 'pass_only' | 'visitor' | 'temporary' | 'stock';
  /** When its holder comes; absent for cards that stay in a drawer. */
  readonly shift?: 'first' | 'second';
  /** What the cloud knows of it; others than `issued` are refused. */
  readonly state: PlannedCard['fate'];
}

/** The cards of a plan with the people who carry them. */
export function simulatedCards(plan: SchoolPlan): readonly SimulatedCard[] {
  const uid = ({ card }: PlannedCard) => card.split(':')[1]!;
  const pupils = plan.classes.flatMap(({ name, shift, students }) =>
    students.flatMap(({ profile, cards }) =>
      cards.map((card): SimulatedCard => {
        const label = `${fullName(profile)}, ${name}`;
        return { uid: uid(card), label, kind: 'pupil', shift, state: card.fate };
      }),
    ),
  );
  const staff = plan.staff.map(({ profile, card }, index): SimulatedCard => {
    const shift = index % 2 === 0 ? 'first' : 'second';
    return { uid: uid(card), label: fullName(profile), kind: 'staff', shift, state: card.fate };
  });
  const loose = plan.loose.map((card): SimulatedCard => {
    const kind = card.fate === 'pass_only' || card.fate === 'visitor' ? card.fate : 'stock';
    const shift = card.fate === 'pass_only' ? ({ shift: 'first' } as const) : {};
    return { uid: uid(card), label: card.label, kind, ...shift, state: card.fate };
  });
  return [...pupils, ...staff, ...loose];
}

/** Writes the file that `vratar-sim` reads. */
export async function writePeopleFile(path: string, plan: SchoolPlan): Promise<void> {
  const people = simulatedCards(plan).map((card) => JSON.stringify(card));
  await writeFile(
    path,
    `{"version":1,"school":${JSON.stringify(plan.name)},"people":[\n${people.join(',\n')}\n]}\n`,
  );
}
