import { Alert, Badge, Button, Center, Stack, Table } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  ConfirmButton,
  callApi,
  EmptyState,
  ErrorState,
  LoadingState,
  useMoment,
  useProblemText,
} from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import type { PastImport } from './types.ts';

interface Page {
  readonly items: readonly PastImport[];
  readonly next?: string;
}

/** Imports that were applied; each can be taken back while nothing later stands on it. */
export function PastImports() {
  const { t } = useTranslation();
  const { moment } = useMoment();
  const text = useProblemText();
  const queries = useQueryClient();
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery({
      queryKey: ['imports'],
      queryFn: ({ pageParam, signal }) =>
        callApi<Page>('GET', `/imports?limit=20${pageParam && `&cursor=${pageParam}`}`, undefined, {
          signal,
        }),
      initialPageParam: '',
      getNextPageParam: (page) => page.next,
    });
  const undo = useMutation({
    mutationFn: (id: string) => callApi('POST', `/imports/${id}/undo`, {}, { key: `undo ${id}` }),
    onSuccess: () => queries.invalidateQueries(),
  });
  if (isPending) return <LoadingState />;
  if (error) return <ErrorState message={text(error)} onRetry={() => void refetch()} />;
  const items = data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <EmptyState title={t('past.none')} />;
  return (
    <Stack>
      {undo.error && (
        <Alert color="red" role="alert">
          {text(undo.error)}
        </Alert>
      )}
      <Table.ScrollContainer minWidth={620}>
        <Table verticalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('past.when')}</Table.Th>
              <Table.Th>{t('file.kind')}</Table.Th>
              <Table.Th>{t('past.counts')}</Table.Th>
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((past) => (
              <Table.Tr key={past.id}>
                <Table.Td>{moment(past.appliedAt)}</Table.Td>
                <Table.Td>{t(`kind.${past.kind}`)}</Table.Td>
                <Table.Td>
                  +{past.added} ~{past.changed} −{past.removed}
                </Table.Td>
                <Table.Td ta="right">
                  {past.undoneAt === undefined ? (
                    <ConfirmButton
                      variant="light"
                      loading={undo.isPending && undo.variables === past.id}
                      question={t('past.undo_question')}
                      onConfirm={() => undo.mutate(past.id)}
                    >
                      {t('past.undo')}
                    </ConfirmButton>
                  ) : (
                    <Badge color="gray" variant="light" tt="none" size="lg">
                      {t('past.undone')}
                    </Badge>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {hasNextPage && (
        <Center>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('past.more')}
          </Button>
        </Center>
      )}
    </Stack>
  );
}
