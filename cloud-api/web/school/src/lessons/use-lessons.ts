import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from '@vratar/ui';
import type {
  ClassWeek,
  Decided,
  DecidedClass,
  Evidence,
  MarkName,
  PupilExcuses,
  ReasonName,
  ReviewQueue,
} from './types.ts';

/** Names are shown, and each look is logged: nothing is asked again only because a window was clicked. */
const CALM = { refetchOnWindowFocus: false, staleTime: 30_000 } as const;

export const useClasses = () =>
  useQuery({
    queryKey: ['classes'],
    queryFn: ({ signal }) =>
      callApi<{ classes: DecidedClass[] }>('GET', '/lessons/classes', undefined, { signal }),
    ...CALM,
  });

export const useWeek = (classId: string | undefined, from: string, to: string) =>
  useQuery<ClassWeek>({
    queryKey: ['week', classId, from, to],
    queryFn: ({ signal }) =>
      callApi<ClassWeek>('GET', `/lessons/classes/${classId}?from=${from}&to=${to}`, undefined, { signal }),
    enabled: classId !== undefined,
    placeholderData: keepPreviousData,
    ...CALM,
  });

export const useQueue = (classId: string | undefined) =>
  useQuery({
    queryKey: ['undecided', classId],
    queryFn: ({ signal }) =>
      callApi<ReviewQueue>(
        'GET',
        `/lessons/undecided${classId === undefined ? '' : `?class=${classId}`}`,
        undefined,
        { signal },
      ),
    ...CALM,
  });

export const useEvidence = (person: string | undefined, date: string | undefined) =>
  useQuery({
    queryKey: ['evidence', person, date],
    queryFn: ({ signal }) =>
      callApi<Evidence>('GET', `/lessons/pupils/${person}/days/${date}`, undefined, { signal }),
    enabled: person !== undefined && date !== undefined,
    ...CALM,
    staleTime: 0,
  });

export const useExcuses = (person: string | undefined) =>
  useQuery({
    queryKey: ['excuses', person],
    queryFn: ({ signal }) =>
      callApi<PupilExcuses>('GET', `/lessons/pupils/${person}/excuses`, undefined, { signal }),
    enabled: person !== undefined,
    ...CALM,
    staleTime: 0,
  });

export interface Decision {
  readonly person: string;
  readonly day: string;
  readonly lesson: number;
  readonly mark: MarkName | 'undo';
  readonly reason?: ReasonName;
  readonly note?: string;
}

/** Sends decisions, all or none; what they changed is in the grid at once. */
export function useDecide() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (decisions: readonly Decision[]) =>
      callApi<Decided>('POST', '/lessons/decisions', { decisions }, { key: crypto.randomUUID() }),
    onSuccess: ({ days }) => {
      const changed = new Map(days.map((day) => [`${day.person}/${day.date}`, day.lessons]));
      queries.setQueriesData<ClassWeek>({ queryKey: ['week'] }, (week) => week && withCells(week, changed));
      return refreshOthers(queries);
    },
  });
}

export interface NewExcuse {
  readonly persons: readonly string[];
  readonly kind: ReasonName;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly number?: string;
  readonly doctor?: string;
  readonly filedOn?: string;
  readonly note?: string;
}

export function useExcuse() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (excuse: NewExcuse) =>
      callApi<{ signed: string[] }>('POST', '/lessons/excuses', excuse, { key: crypto.randomUUID() }),
    onSuccess: () => refreshAll(queries),
  });
}

export function useWithdrawExcuse() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      callApi('DELETE', `/lessons/excuses/${id}`, undefined, { key: crypto.randomUUID() }),
    onSuccess: () => refreshAll(queries),
  });
}

type Queries = ReturnType<typeof useQueryClient>;

async function refreshOthers(queries: Queries): Promise<void> {
  for (const key of ['classes', 'undecided', 'evidence', 'class-month']) {
    await queries.invalidateQueries({ queryKey: [key] });
  }
}

async function refreshAll(queries: Queries): Promise<void> {
  await queries.invalidateQueries({ queryKey: ['week'] });
  await queries.invalidateQueries({ queryKey: ['excuses'] });
  await refreshOthers(queries);
}

function withCells(
  week: ClassWeek,
  changed: ReadonlyMap<string, ClassWeek['pupils'][number]['days'][number]['lessons']>,
): ClassWeek {
  const pupils = week.pupils.map((pupil) => ({
    ...pupil,
    days: pupil.days.map((day) => {
      const lessons = changed.get(`${pupil.person}/${day.date}`);
      return lessons === undefined ? day : { ...day, lessons };
    }),
  }));
  return { ...week, pupils };
}
