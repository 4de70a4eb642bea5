import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly weekdays: readonly number[];
  readonly periods: readonly number[];
  readonly cell: (weekday: number, period: number) => ReactNode;
}

/** A week as a grid: days across, lesson-hours down. */
export function WeekGrid({ weekdays, periods, cell }: Props) {
  const { t } = useTranslation();
  return (
    <Table.ScrollContainer minWidth={48 + 142 * weekdays.length}>
      <Table verticalSpacing={6} horizontalSpacing={6} withColumnBorders layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={48}>№</Table.Th>
            {weekdays.map((one) => (
              <Table.Th key={one}>{t(`weekday.${one}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {periods.map((period) => (
            <Table.Tr key={period}>
              <Table.Td>{period}</Table.Td>
              {weekdays.map((weekday) => (
                <Table.Td key={weekday}>{cell(weekday, period)}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
