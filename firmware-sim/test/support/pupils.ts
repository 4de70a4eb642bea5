import { type Person, populationOf } from '../../src/school/index.ts';

/** Invented pupils of two shifts; every tenth also has a lost card. */
export function pupils(count: number): Person[] {
  const uid = (number: number): string => `04${number.toString(16).padStart(12, '0')}`;
  return populationOf(
    Array.from({ length: count }, (_, i) => i).flatMap((i) => {
      const shift = i % 2 === 0 ? ('first' as const) : ('second' as const);
      const label = `Pupil ${i}`;
      const issued = { uid: uid(1000 + i), label, kind: 'pupil' as const, shift, state: 'issued' as const };
      const lost = { ...issued, uid: uid(900_000 + i), state: 'lost' as const };
      return i % 10 === 0 ? [lost, issued] : [issued];
    }),
  );
}
