import { Badge, Checkbox, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { dayText } from '../dates.ts';
import type { AtRiskList } from './types.ts';

interface Props {
  readonly list: AtRiskList;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}

/** Pupils of a selection with their absences of the year, to be chosen. */
export function AtRiskTable({ list, chosen, onChoose }: Props) {
  const { t, i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 });
  const all = list.pupils.length > 0 && list.pupils.every(({ person }) => chosen.has(person));
  const toggle = (person: string) => {
    const next = new Set(chosen);
    if (!next.delete(person)) next.add(person);
    onChoose(next);
  };
  const unit = (preschool: boolean, value: number) =>
    t(preschool ? 'signals.days' : 'signals.hours', { count: value, value: number.format(value) });
  return (
    <Table.ScrollContainer minWidth={620}>
      <Table highlightOnHover verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={52}>
              <Checkbox
                size="lg"
                aria-label={t('signals.choose_all')}
                checked={all}
                indeterminate={!all && chosen.size > 0}
                onChange={() => onChoose(new Set(all ? [] : list.pupils.map(({ person }) => person)))}
              />
            </Table.Th>
            <Table.Th>{t('lessons.pupil')}</Table.Th>
            <Table.Th>{t('lessons.class')}</Table.Th>
            <Table.Th ta="right">{t('month.unexcused')}</Table.Th>
            <Table.Th ta="right">{t('signals.total')}</Table.Th>
            <Table.Th>{t('signals.status')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {list.pupils.map((pupil) => (
            <Table.Tr
              key={pupil.person}
              data-testid="at-risk"
              onClick={() => toggle(pupil.person)}
              style={{ cursor: 'pointer' }}
            >
              <Table.Td>
                <Checkbox
                  size="lg"
                  aria-label={pupil.name}
                  checked={chosen.has(pupil.person)}
                  onClick={(event) => event.stopPropagation()}
                  onChange={() => toggle(pupil.person)}
                />
              </Table.Td>
              <Table.Td fw={500}>{pupil.name}</Table.Td>
              <Table.Td>{pupil.className}</Table.Td>
              <Table.Td ta="right">
                <Text
                  span
                  {...(pupil.reasons.includes('total') && pupil.reasons.length === 1 ? {} : { fw: 700 })}
                >
                  {unit(pupil.preschool, pupil.unexcused)}
                </Text>
              </Table.Td>
              <Table.Td ta="right">
                <Text span {...(pupil.reasons.includes('total') ? { fw: 700 } : {})}>
                  {unit(pupil.preschool, pupil.total)}
                </Text>
                {pupil.carried > 0 && (
                  <Text size="sm" c="dimmed">
                    {t('signals.carried', { value: number.format(pupil.carried) })}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                {pupil.riskSince !== undefined && (
                  <Badge color="orange" variant="light" tt="none" size="lg">
                    {t('signals.since', {
                      day: dayText(pupil.riskSince, i18n.language, {
                        day: 'numeric',
                        month: 'numeric',
                        year: 'numeric',
                      }),
                    })}
                  </Badge>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
