import { Button, Group, Table } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { ConfirmButton, useMoment } from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import type { DayRange } from './ranges-of.ts';

interface Props {
  readonly range: DayRange;
  /** For whom these days are. */
  readonly of: string;
  /** @param ids entries that are taken back, all or none */
  readonly onTakeBack: (ids: readonly string[]) => void;
}

/** A line of days that belong together; opened, each day of it, to take one back alone. */
export function RangeRows({ range, of, onTakeBack }: Props) {
  const { t } = useTranslation();
  const { day } = useMoment();
  const [opened, { toggle }] = useDisclosure(false);
  const { first, last, entries, kind, asWeekday, note } = range;
  const days = first === last ? day(first) : `${day(first)} – ${day(last)}`;
  const takeBack = (what: string, ids: readonly string[]) => (
    <ConfirmButton
      size="compact-md"
      variant="subtle"
      question={t('calendar.remove_question', { days: what })}
      onConfirm={() => onTakeBack(ids)}
    >
      {t('setup.take_back')}
    </ConfirmButton>
  );
  return (
    <>
      <Table.Tr>
        <Table.Td>
          <Group gap="xs">
            {days}
            {entries.length > 1 && (
              <Button size="compact-sm" variant="subtle" onClick={toggle} aria-expanded={opened}>
                {t(opened ? 'calendar.close_days' : 'calendar.open_days')}
              </Button>
            )}
          </Group>
        </Table.Td>
        <Table.Td>
          {t(`kind.${kind}`)}
          {asWeekday !== undefined && ` · ${t('calendar.as', { weekday: t(`weekday.${asWeekday}`) })}`}
        </Table.Td>
        <Table.Td>{of}</Table.Td>
        <Table.Td>{note || '—'}</Table.Td>
        <Table.Td ta="right">
          {takeBack(
            days,
            entries.map(({ id }) => id),
          )}
        </Table.Td>
      </Table.Tr>
      {opened &&
        entries.length > 1 &&
        entries.map((entry) => (
          <Table.Tr key={entry.id}>
            <Table.Td pl="xl" colSpan={4}>
              {day(entry.day)}
            </Table.Td>
            <Table.Td ta="right">{takeBack(day(entry.day), [entry.id])}</Table.Td>
          </Table.Tr>
        ))}
    </>
  );
}
