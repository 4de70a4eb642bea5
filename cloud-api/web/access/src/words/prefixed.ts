import type { Words } from '@vratar/ui';

/** Words of the server's codes as a dictionary has them: `audit.name_seen`. */
export const prefixed = <P extends string, K extends string>(
  prefix: P,
  words: Readonly<Record<K, Words>>,
): Record<`${P}.${K}`, Words> =>
  Object.fromEntries(Object.entries(words).map(([code, said]) => [`${prefix}.${code}`, said])) as Record<
    `${P}.${K}`,
    Words
  >;
