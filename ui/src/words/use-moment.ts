import { useTranslation } from 'react-i18next';

/** Moments and days as the reader's language writes them. */
export function useMoment() {
  const { i18n } = useTranslation();
  const language = i18n.language;
  return {
    moment: (text: string) =>
      new Date(text).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' }),
    day: (text: string) => new Date(`${text}T12:00:00`).toLocaleDateString(language, { dateStyle: 'medium' }),
  };
}
