export const LANGUAGES = ['bg', 'ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each language by its own name, as its speakers look for it: what a selection offers. */
export const LANGUAGE_CHOICES: { value: Language; label: string }[] = [
  { value: 'bg', label: 'Български' },
  { value: 'ru', label: 'Русский' },
  { value: 'en', label: 'English' },
];

/** One text in all languages; a missing one does not compile. */
export type Words = Readonly<Record<Language, string>>;
/** A page's dictionary: key → text in each language, so that the three stand beside each other. */
export type Dictionary = Readonly<Record<string, Words>>;

const STORE = 'vratar-language';

/** The chosen language, else the browser's first one that we speak, else Bulgarian. */
export function preferredLanguage(): Language {
  const chosen = localStorage.getItem(STORE);
  const wishes = [chosen, ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return (
    LANGUAGES.find((language) => wishes.find((wish) => LANGUAGES.includes(wish as Language)) === language) ??
    'bg'
  );
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(STORE, language);
}
