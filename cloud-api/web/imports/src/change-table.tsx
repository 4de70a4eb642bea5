import { Badge, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ShowMore } from './show-more.tsx';
import type { Change } from './types.ts';

const COLORS = { add: 'gate', change: 'blue', remove: 'orange' } as const;

/** What would be added, changed and taken out. */
export function ChangeTable({ changes }: { readonly changes: readonly Change[] }) {
  const { t, i18n } = useTranslation();
  const field = (name: string) => (i18n.exists(`field.${name}`) ? t(`field.${name}`) : name);
  return (
    <ShowMore items={changes}>
      {(shown) => (
        <Table.ScrollContainer minWidth={480}>
          <Table verticalSpacing="xs" highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('report.act')}</Table.Th>
                <Table.Th>{t('report.row')}</Table.Th>
                <Table.Th>{t('report.whom')}</Table.Th>
                <Table.Th>{t('report.fields')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map(({ action, line, label, fields }) => (
                <Table.Tr key={`${action} ${line} ${label}`}>
                  <Table.Td>
                    <Badge color={COLORS[action]} variant="light" tt="none" size="lg">
                      {t(`action.${action}`)}
                    </Badge>
                  </Table.Td>
                  <Table.Td>{line ?? '—'}</Table.Td>
                  <Table.Td>{label}</Table.Td>
                  <Table.Td>{fields?.map(field).join(', ') ?? ''}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </ShowMore>
  );
}
