import { useState } from 'react';
import type { SchoolYear } from '../types.ts';
import { useAll } from './use-all.ts';

/** The school years, and the one that is worked on: the latest until another is chosen. */
export function useYear() {
  const years = useAll<SchoolYear>('/school-years');
  const [chosen, setYear] = useState<string>();
  const year = years.data?.find(({ id }) => id === chosen) ?? years.data?.[0];
  return { years, year, setYear };
}
