import type { Language, RefusalText } from './refusal.ts';

/** What whoever may go is told, also so that no earlier refusal stays beside a green lamp. */
export const GRANTED: Readonly<Record<Language, RefusalText>> = {
  bg: { display: ['Заповядай', ''], long: 'Картата е приета. Мини.' },
  ru: { display: ['Проходи', ''], long: 'Карта принята. Проходи.' },
  en: { display: ['Go ahead', ''], long: 'The card is accepted. Go ahead.' },
};

/** How long a display says so, ms. */
export const GRANTED_MS = 2_000;
