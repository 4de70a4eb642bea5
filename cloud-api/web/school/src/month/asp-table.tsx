import { Badge, Button, Group, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AuthorText } from '../author-text.tsx';
import type { AspRowView, AspView } from './types.ts';

interface Props {
  readonly view: AspView;
  readonly busy: boolean;
  readonly onConfirm: (number: number) => void;
  readonly onRefuse: (row: AspRowView) => void;
}

const COLOR = { review: 'orange', confirmed: 'gate', refused: 'blue' } as const;

/** What the agency asks, what our books say beside it, and what was answered. */
export function AspTable({ view, busy, onConfirm, onRefuse }: Props) {
  const { t, i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 2 });
  const open = view.state === 'started' || view.state === 'ready';
  return (
    <Table highlightOnHover verticalSpacing="xs" horizontalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>№</Table.Th>
          <Table.Th>{t('lessons.pupil')}</Table.Th>
          <Table.Th>{t('asp.kind')}</Table.Th>
          <Table.Th ta="right">{t('asp.theirs')}</Table.Th>
          <Table.Th ta="right">{t('asp.ours')}</Table.Th>
          <Table.Th>{t('asp.answer')}</Table.Th>
          <Table.Th />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {view.rows.map((row) => {
          const theirs = row.kind === 'remote' ? row.days : row.absences;
          const differs = row.kind === 'absence' && row.ours !== undefined && row.ours !== row.absences;
          return (
            <Table.Tr key={row.number}>
              <Table.Td>{row.number}</Table.Td>
              <Table.Td>
                {row.name}
                <Text size="sm" c={row.person === undefined ? 'red' : 'dimmed'}>
                  {row.person === undefined ? t('asp.unknown_person') : row.class}
                </Text>
              </Table.Td>
              <Table.Td>{t(`asp.kind.${row.kind}`)}</Table.Td>
              <Table.Td ta="right">{row.kind === 'unsubscribed' ? '' : number.format(theirs)}</Table.Td>
              <Table.Td ta="right">
                <Text span {...(differs ? { c: 'orange', fw: 700 } : {})}>
                  {row.kind === 'absence' && row.ours !== undefined ? number.format(row.ours) : '–'}
                </Text>
              </Table.Td>
              <Table.Td>
                <Badge color={COLOR[row.state]} variant="light" tt="none" size="lg" miw="max-content">
                  {t(`asp.row.${row.state}`)}
                  {row.corrected !== undefined &&
                    row.state === 'refused' &&
                    ` · ${number.format(row.corrected)}`}
                </Badge>
                <Text size="sm" c="dimmed">
                  {row.note}{' '}
                  {row.at !== undefined && (
                    <AuthorText by={row.by ?? {}} at={row.at} timezone={view.timezone} />
                  )}
                </Text>
              </Table.Td>
              <Table.Td>
                {open && (
                  <Group gap="xs" justify="flex-end">
                    <Button
                      size="sm"
                      variant="light"
                      disabled={busy || row.state === 'confirmed'}
                      onClick={() => onConfirm(row.number)}
                    >
                      {t('asp.confirm')}
                    </Button>
                    <Button
                      size="sm"
                      variant="light"
                      color="blue"
                      disabled={busy}
                      onClick={() => onRefuse(row)}
                    >
                      {t('asp.refuse')} …
                    </Button>
                  </Group>
                )}
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
