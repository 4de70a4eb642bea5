import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { accountWords } from './account.ts';
import { commonWords } from './common.ts';
import { type Dictionary, LANGUAGES, preferredLanguage, rememberLanguage } from './languages.ts';

/** Starts i18next with the common words and the page's own; the document's language follows the choice. */
export async function setUpWords(words: Dictionary): Promise<void> {
  const all = { ...commonWords, ...accountWords, ...words };
  const resources = Object.fromEntries(
    LANGUAGES.map((language) => [
      language,
      { translation: Object.fromEntries(Object.entries(all).map(([key, texts]) => [key, texts[language]])) },
    ]),
  );
  await i18next.use(initReactI18next).init({
    resources,
    lng: preferredLanguage(),
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = i18next.language;
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
    rememberLanguage(language as (typeof LANGUAGES)[number]);
  });
}
