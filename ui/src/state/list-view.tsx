import { Button, Center, Stack, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePages } from '../api/use-pages.ts';
import { useProblemText } from '../api/use-problem-text.ts';
import { EmptyState, ErrorState, LoadingState } from './states.tsx';

export interface ListViewProps<T> {
  readonly path: string;
  readonly head: readonly string[];
  readonly empty: { readonly title: string; readonly hint?: string };
  readonly row: (item: T) => { readonly key: string; readonly cells: readonly ReactNode[] };
}

/** A list of the API as a table that grows by pages. */
export function ListView<T>({ path, head, empty, row }: ListViewProps<T>) {
  const { t } = useTranslation();
  const text = useProblemText();
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    usePages<T>(path);
  if (isPending) return <LoadingState />;
  if (error) return <ErrorState message={text(error)} onRetry={() => void refetch()} />;
  const items = data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <EmptyState title={empty.title} hint={empty.hint} />;
  return (
    <Stack>
      <Table.ScrollContainer minWidth={560}>
        <Table verticalSpacing="sm" highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              {head.map((title) => (
                <Table.Th key={title}>{title}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((item) => {
              const { key, cells } = row(item);
              return (
                <Table.Tr key={key}>
                  {cells.map((cell, index) => (
                    <Table.Td key={head[index]}>{cell}</Table.Td>
                  ))}
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {hasNextPage && (
        <Center>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('list.more')}
          </Button>
        </Center>
      )}
    </Stack>
  );
}
