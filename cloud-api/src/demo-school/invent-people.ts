import type { Profile } from '../vault/index.ts';
import { inventFamily } from './names/family.ts';
import type { NameParts, Sex } from './names/name-parts.ts';
import type { PlannedStudent } from './plan.ts';
import type { Random } from './random.ts';

/** Gives impossible identifiers (see `identifierSource`). */
export type Identify = (birthDate: string, sex: Sex) => string;

/** A pupil of a grade, with one or two parents of the same family. */
export function inventStudent(
  random: Random,
  identify: Identify,
  grade: number,
  startYear: number,
): Pick<PlannedStudent, 'profile' | 'guardians'> {
  const named = inventFamily(random);
  const sex: Sex = random.chance(0.5) ? 'm' : 'f';
  const birth = inventDate(random, startYear - 6 - grade);
  const relations = random.chance(0.55)
    ? (['mother', 'father'] as const)
    : [random.pick(['mother', 'mother', 'father'] as const)];
  const guardians = relations.map((relation) => {
    const parentSex: Sex = relation === 'mother' ? 'f' : 'm';
    const parentBirth = inventDate(random, startYear - 6 - grade - random.int(21, 38));
    const profile = person(named(parentSex), identify(parentBirth, parentSex), parentBirth);
    return { relation, profile: { ...profile, phone: inventPhone(random) } };
  });
  return { profile: person(named(sex), identify(birth, sex), birth), guardians };
}

export function inventAdult(random: Random, identify: Identify, startYear: number): Profile {
  const sex: Sex = random.chance(0.75) ? 'f' : 'm';
  const birth = inventDate(random, startYear - random.int(25, 64));
  const profile = person(inventFamily(random)(sex), identify(birth, sex), birth);
  return { ...profile, phone: inventPhone(random) };
}

function person(name: NameParts, identifier: string, birthDate: string): Profile {
  return { ...name, identifier, birthDate };
}

function inventDate(random: Random, year: number): string {
  const [month, day] = [random.int(1, 12), random.int(1, 28)];
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** +359 999 is given to nobody. */
const inventPhone = (random: Random): string => `+359999${String(random.int(0, 999_999)).padStart(6, '0')}`;
