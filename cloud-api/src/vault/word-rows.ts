import { indexedPrefixes } from './name-words.ts';
import { fullName, type Profile } from './profile.ts';
import type { SchoolVault } from './school-vault.ts';

/** Rows of the blind index for one person's name. */
export function wordRows(own: SchoolVault, person: string, profile: Profile) {
  return indexedPrefixes(fullName(profile)).map((prefix) => ({
    school: own.school,
    word: own.wordIndex(prefix),
    person,
  }));
}
