/** Letters of each word that the index keeps: enough to find, too few to tell one family from the next. */
const PREFIX = 3;

/** Lower case, ё as е, letters only: how names are compared. */
export function normaliseWords(text: string): readonly string[] {
  const folded = text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е');
  return folded.match(/\p{L}+/gu) ?? [];
}

/** What the index holds of a name: the beginnings of its words, each once. */
export function indexedPrefixes(text: string): readonly string[] {
  return [...new Set(normaliseWords(text).map((word) => word.slice(0, PREFIX)))];
}

/** Whether every word of a question begins some word of the name: applied to candidates after opening them. */
export function nameMatches(name: string, question: string): boolean {
  const words = normaliseWords(name);
  return normaliseWords(question).every((part) => words.some((word) => word.startsWith(part)));
}
