import { useQuery } from '@tanstack/react-query';
import type { BoardPerson } from '../../src/board/schema.ts';
import { findPeople } from './api.ts';

const EVERYBODY = 2000;

/** Everybody whom the school knows, by id. */
export function usePeople(): ReadonlyMap<string, BoardPerson> {
  const { data } = useQuery({
    queryKey: ['everybody'],
    queryFn: () => findPeople('', EVERYBODY),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return new Map(data?.people.map((person) => [person.id, person]));
}

/** Two letters that stand for a person in the passage. */
export function initials(label: string | undefined): string {
  if (label === undefined) return '?';
  const words = label.split(/[\s,]+/).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => word[0])
    .join('')
    .toLocaleUpperCase();
}
