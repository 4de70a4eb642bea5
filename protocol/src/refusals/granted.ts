import type { Language, RefusalText } from './refusal.ts';

/** What whoever may go is told, also so that no earlier refusal stays beside a green lamp. */
export const GRANTED: Readonly<Record<Language, Pick<RefusalText, 'display'>>> = {
  bg: { display: ['Мини', ''] },
  ru: { display: ['Проходи', ''] },
  en: { display: ['Go ahead', ''] },
};

/** How long a display says so, ms. */
export const GRANTED_MS = 2_000;
