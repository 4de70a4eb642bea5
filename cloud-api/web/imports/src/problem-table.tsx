import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ShowMore } from './show-more.tsx';
import type { RowProblem } from './types.ts';

/** What is wrong, by row and column, with what to do about it. */
export function ProblemTable({ problems }: { readonly problems: readonly RowProblem[] }) {
  const { t, i18n } = useTranslation();
  const text = ({ code, text: english }: RowProblem) =>
    i18n.exists(`row.${code}`) ? t(`row.${code}`) : english;
  return (
    <ShowMore items={problems}>
      {(shown) => (
        <Table.ScrollContainer minWidth={480}>
          <Table verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('report.row')}</Table.Th>
                <Table.Th>{t('report.column')}</Table.Th>
                <Table.Th>{t('report.what')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map((problem) => (
                <Table.Tr key={`${problem.line} ${problem.column} ${problem.code} ${problem.text}`}>
                  <Table.Td>{problem.line ?? '—'}</Table.Td>
                  <Table.Td>{columnName(problem.column)}</Table.Td>
                  <Table.Td>
                    <Text>{text(problem)}</Text>
                    {problem.code === 'import_cell_invalid' && <Text c="dimmed">{problem.text}</Text>}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </ShowMore>
  );
}

/** As spreadsheets name columns: A, B, … Z, AA. */
function columnName(column: number | undefined): string {
  if (column === undefined) return '—';
  const rest = Math.floor((column - 1) / 26);
  return `${rest > 0 ? columnName(rest) : ''}${String.fromCharCode(65 + ((column - 1) % 26))}`;
}
