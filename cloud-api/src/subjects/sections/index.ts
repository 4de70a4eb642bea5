import type { Section } from '../section.ts';
import { accountSections } from './account-sections.ts';
import { attendanceSections } from './attendance-sections.ts';
import { cardSections } from './card-sections.ts';
import { logSections } from './log-sections.ts';
import { monthSections } from './month-sections.ts';
import { registerSections } from './register-sections.ts';

/** Everything that is held of one person, beside the person's own record, in the order in which it is shown. */
export const SECTIONS = {
  ...registerSections,
  ...cardSections,
  ...attendanceSections,
  ...monthSections,
  ...accountSections,
  ...logSections,
} as const satisfies Record<string, Section>;
export type SectionName = keyof typeof SECTIONS;
export const SECTION_NAMES = Object.keys(SECTIONS) as readonly SectionName[];
