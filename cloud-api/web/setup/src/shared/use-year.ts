import { useMoment } from '@vratar/ui';
import { useState } from 'react';
import type { SchoolYear } from '../types.ts';
import { presentYear } from './present-year.ts';
import { useAll } from './use-all.ts';

/** The school years, and the one that is worked on: the present one until another is chosen. */
export function useYear() {
  const { today } = useMoment();
  const years = useAll<SchoolYear>('/school-years');
  const [chosen, setYear] = useState<string>();
  const year = years.data?.find(({ id }) => id === chosen) ?? presentYear(years.data ?? [], today);
  return { years, year, setYear };
}
