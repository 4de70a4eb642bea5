import { REFUSALS, type RefusalCode } from '@vratar/protocol/refusals';
import { ACT_WORDS } from '../../accounts/permissions/acts-words.ts';
import { ACTION_WORDS } from '../../audit/actions-words.ts';
import type { ReportLanguage, Words } from '../../reports/table.ts';
import type { SectionName } from '../sections/index.ts';
import { CODES } from './codes.ts';
import { COLUMNS, RECORD } from './columns.ts';
import { SECTION_WORDS } from './sections.ts';

export { SAID } from './said.ts';

const inLanguage = (words: Readonly<Record<string, Words>>, key: string, language: ReportLanguage) =>
  words[key]?.[language];

export const sectionText = (key: SectionName, language: ReportLanguage): string =>
  SECTION_WORDS[key][language];

export const columnText = (key: string, language: ReportLanguage): string =>
  inLanguage(COLUMNS, key, language) ?? key;

export const recordText = (key: string, language: ReportLanguage): string =>
  inLanguage(RECORD, key, language) ?? columnText(key, language);

const refusalText = (code: string, language: ReportLanguage): string | undefined =>
  REFUSALS[code as RefusalCode]?.text[language].display.join(' ').trim();

/** A code in words; one that is younger than the words stands for itself. */
export const codeText = (code: string, language: ReportLanguage): string =>
  inLanguage(CODES, code, language) ??
  inLanguage(ACTION_WORDS, code, language) ??
  inLanguage(ACT_WORDS, code, language) ??
  refusalText(code, language) ??
  code.replaceAll('_', ' ');
