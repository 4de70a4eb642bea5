import type { ShiftCode } from './bells.ts';
import { cardSource } from './card-source.ts';
import { identifierSource } from './identifier.ts';
import { type Identify, inventAdult, inventStudent } from './invent-people.ts';
import type { PlannedCard, PlannedClass, PlannedStaff, PlannedStudent, SchoolPlan } from './plan.ts';
import { type Random, seededRandom } from './random.ts';
import { inventTimetable } from './timetable.ts';

export interface SchoolSize {
  readonly seed: number;
  /** Institution code; 7 digits. */
  readonly code: string;
  readonly name: string;
  readonly city: string;
  readonly startYear: number;
  readonly classes: number;
  readonly studentsPerClass: number;
}

/** The demonstration: 600 students in 24 classes. No institution has this code. */
export const DEMO: Omit<SchoolSize, 'startYear'> = {
  seed: 2026,
  code: '9999901',
  name: '999. СУ „Вратар“',
  city: 'София',
  classes: 24,
  studentsPerClass: 25,
};

const LETTERS = 'абвгдежзийклмнопрст';
const SHARE = { lost: 0.012, blocked: 0.012, passOnly: 0.012, bracelet: 0.08, transit: 0.05 };

/**
 * Invents a school: the same from the same seed and size.
 * @param identify one for many schools keeps identifiers from repeating between them
 */
export function inventSchool(size: SchoolSize, identify?: Identify): SchoolPlan {
  const random = seededRandom(size.seed);
  return inventWith(size, random, identify ?? identifierSource(random));
}

function inventWith(size: SchoolSize, random: Random, identify: Identify): SchoolPlan {
  // Cards from a source of their own: they stay the same when the year moves on.
  const newCard = cardSource(seededRandom(size.seed + 1), size.code);
  const teachers = Math.ceil(size.classes * 1.6);
  const posts: readonly PlannedStaff['post'][] = [
    ...(['principal', 'deputy', 'card_officer', 'guard', 'guard', 'guard', 'cleaner', 'cleaner'] as const),
    ...Array.from({ length: teachers }, () => 'teacher' as const),
  ];
  const staff = posts.map((post): PlannedStaff => {
    const profile = inventAdult(random, identify, size.startYear);
    return { post, profile, card: newCard(random.chance(0.3) ? 'fob' : 'card', 'issued') };
  });
  const classes = Array.from({ length: size.classes }, (_, index): PlannedClass => {
    const grade = Math.floor((index * 12) / size.classes) + 1;
    const letter = LETTERS[index - Math.ceil(((grade - 1) * size.classes) / 12)]!;
    const students = Array.from({ length: size.studentsPerClass }, (): PlannedStudent => {
      const people = inventStudent(random, identify, grade, size.startYear);
      const passOnly = random.chance(SHARE.passOnly);
      return { ...people, passOnly, cards: passOnly ? [] : studentCards(random, newCard) };
    });
    const teacher = posts.length - teachers + index;
    return {
      name: `${grade}${letter}`,
      grade,
      shift: shiftOf(grade),
      lessons: inventTimetable(random, grade),
      students,
      teacher,
    };
  });
  const refused = classes.flatMap((of) => of.students).filter((student) => student.passOnly).length;
  const loose = [
    ...Array.from({ length: refused + 2 }, () => newCard('card', 'pass_only')),
    ...Array.from({ length: 4 }, () => newCard('visitor', 'visitor')),
    ...Array.from({ length: 6 }, () => newCard('temporary', 'stock')),
    ...Array.from({ length: 20 }, () => newCard('card', 'stock')),
  ];
  const { seed, code, name, city, startYear } = size;
  return { seed, code, name, city, startYear, classes, staff, loose };
}

/** The little ones and the leaving classes come in the morning. */
const shiftOf = (grade: number): ShiftCode => (grade <= 3 || grade >= 10 ? 'first' : 'second');

/** Mostly one card; some have lost theirs and got another, a few are blocked with nothing in their hands. */
function studentCards(random: Random, newCard: ReturnType<typeof cardSource>): readonly PlannedCard[] {
  const type = random.chance(SHARE.bracelet) ? 'bracelet' : random.chance(SHARE.transit) ? 'transit' : 'card';
  if (random.chance(SHARE.blocked)) return [newCard(type, 'blocked')];
  if (random.chance(SHARE.lost)) return [newCard(type, 'lost'), newCard('card', 'issued')];
  return [newCard(type, 'issued')];
}
