import { Button, Group, Stack, Table, Text } from '@mantine/core';
import { EmptyState, ErrorState, LoadingState, useProblemText } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChooseYear } from '../shared/choose-year.tsx';
import { useAll } from '../shared/use-all.ts';
import { useYear } from '../shared/use-year.ts';
import type { SchoolClass } from '../types.ts';
import { ClassDialog } from './class-dialog.tsx';
import { NewClass } from './new-class.tsx';

/** Classes of a school year: their names, shifts and teachers. @param mayName whether teachers can be chosen */
export function ClassesTab({ mayName }: { readonly mayName: boolean }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const { years, year, setYear } = useYear();
  const classes = useAll<SchoolClass>(`/classes?schoolYear=${year?.id}`, { enabled: year !== undefined });
  const [open, setOpen] = useState<string>();
  const [adding, setAdding] = useState(false);
  const error = years.error ?? classes.error;
  if (error) return <ErrorState message={text(error)} onRetry={() => void years.refetch()} />;
  if (years.data === undefined) return <LoadingState />;
  if (year === undefined) return <EmptyState title={t('classes.no_year')} hint={t('classes.no_year_hint')} />;
  const shown = classes.data?.find(({ id }) => id === open);
  return (
    <Stack>
      <Group justify="space-between" align="end">
        <ChooseYear years={years.data} value={year.id} onChange={setYear} />
        <Button onClick={() => setAdding(true)}>{t('classes.add')}</Button>
      </Group>
      {classes.isPending && <LoadingState />}
      {classes.data?.length === 0 && <EmptyState title={t('classes.none')} />}
      {classes.data && classes.data.length > 0 && (
        <Table verticalSpacing="sm" highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('classes.name')}</Table.Th>
              <Table.Th>{t('classes.grade')}</Table.Th>
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {classes.data.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td>
                  <Text fw={600}>{one.name}</Text>
                </Table.Td>
                <Table.Td>{one.grade}</Table.Td>
                <Table.Td ta="right">
                  <Button
                    variant="default"
                    aria-label={`${t('setup.edit')} ${one.name}`}
                    onClick={() => setOpen(one.id)}
                  >
                    {t('setup.edit')}
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {shown && <ClassDialog of={shown} mayName={mayName} onClose={() => setOpen(undefined)} />}
      {adding && <NewClass year={year.id} onClose={() => setAdding(false)} />}
    </Stack>
  );
}
