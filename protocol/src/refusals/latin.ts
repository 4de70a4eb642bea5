/** The Bulgarian law on transliteration (2009), and for Russian letters the passport rules (ICAO 9303). */
const LETTERS: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'sht',
  ъ: 'a',
  ы: 'y',
  ь: 'y',
  э: 'e',
  ю: 'yu',
  я: 'ya',
};

/** Cyrillic in Latin letters, for displays that know no other; everything else stays as it is. */
export function toLatin(text: string): string {
  return Array.from(text, (character) => {
    const lower = character.toLowerCase();
    const latin = LETTERS[lower] ?? character;
    return character === lower ? latin : latin.charAt(0).toUpperCase() + latin.slice(1);
  }).join('');
}
