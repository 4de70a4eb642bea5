import { useSyncExternalStore } from 'react';

export interface Route {
  readonly section: string;
  /** What is open in it: a class, a month. */
  readonly part: string | undefined;
}

const subscribe = (listener: () => void) => {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
};

/** Where the person is, as the address says: `#lessons/<class>`. Back and forward work, and a place can be sent. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  const [section = '', ...rest] = hash.slice(1).split('/');
  return { section, part: rest.length === 0 ? undefined : rest.join('/') };
}

export function go(section: string, part?: string): void {
  location.hash = part === undefined ? section : `${section}/${part}`;
}
