import type { Random } from '../random.ts';
import { bulgarianFamily, bulgarianName } from './bulgarian.ts';
import type { NameParts, Sex } from './name-parts.ts';
import { russianFamily, russianName } from './russian.ts';

/** Share of Russian families among the invented ones. */
const RUSSIAN = 0.08;

/** Names the members of one family, who share its name in their own forms. */
export function inventFamily(random: Random): (sex: Sex) => NameParts {
  if (random.chance(RUSSIAN)) {
    const family = russianFamily(random);
    return (sex) => russianName(random, sex, family);
  }
  const family = bulgarianFamily(random);
  return (sex) => bulgarianName(random, sex, family);
}
