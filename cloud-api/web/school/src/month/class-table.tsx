import { Anchor, Badge, Table, Text, Title } from '@mantine/core';
import { EmptyState } from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import '../touch.css';
import { AuthorText } from '../author-text.tsx';
import type { MonthView } from './types.ts';

/** Each class with its totals, what is undecided in it, and whether its teacher has checked it off. */
export function ClassTable({ view }: { readonly view: MonthView }) {
  const { t, i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 });
  if (view.classes.length === 0) return <EmptyState title={t('month.empty')} />;
  const sum = (of: (each: MonthView['classes'][number]) => number) =>
    view.classes.reduce((total, each) => total + of(each), 0);
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {t('month.classes')}
      </Title>
      <Table.ScrollContainer minWidth={740}>
        <Table highlightOnHover verticalSpacing={0} horizontalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('lessons.class')}</Table.Th>
              {(['pupils', 'unexcused', 'lates', 'excused', 'undecided'] as const).map((name) => (
                <Table.Th key={name} ta="right">
                  {t(`month.${name}`)}
                </Table.Th>
              ))}
              <Table.Th>{t('month.checked')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {view.classes.map((each) => (
              <Table.Tr key={each.id}>
                <Table.Td>
                  <Anchor className="touch-link" href={`#class/${each.id}/${view.month}`}>
                    {each.name}
                  </Anchor>
                </Table.Td>
                <Table.Td ta="right">{each.pupils}</Table.Td>
                <Table.Td ta="right">{number.format(each.unexcused)}</Table.Td>
                <Table.Td ta="right">{each.lates}</Table.Td>
                <Table.Td ta="right">{number.format(each.excused)}</Table.Td>
                <Table.Td ta="right">
                  {each.undecided === 0 ? (
                    0
                  ) : (
                    <Anchor className="touch-link" href={`#review/${each.id}`} c="orange" fw={700}>
                      {each.undecided}
                    </Anchor>
                  )}
                </Table.Td>
                <Table.Td>
                  <CheckOff of={each} timezone={view.timezone} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th>{t('month.all')}</Table.Th>
              <Table.Th ta="right">{sum((each) => each.pupils)}</Table.Th>
              <Table.Th ta="right">{number.format(sum((each) => each.unexcused))}</Table.Th>
              <Table.Th ta="right">{sum((each) => each.lates)}</Table.Th>
              <Table.Th ta="right">{number.format(sum((each) => each.excused))}</Table.Th>
              <Table.Th ta="right">{sum((each) => each.undecided)}</Table.Th>
              <Table.Th />
            </Table.Tr>
          </Table.Tfoot>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}

/** What a teacher saw is not what stands there once the class has changed: that is said, with who had checked it. */
function CheckOff({
  of: { checked, outdated },
  timezone,
}: {
  readonly of: MonthView['classes'][number];
  readonly timezone: string;
}) {
  const { t } = useTranslation();
  if (checked !== undefined)
    return (
      <Text size="sm">
        ✓ <AuthorText by={checked.by} at={checked.at} timezone={timezone} />
      </Text>
    );
  if (outdated === undefined)
    return (
      <Badge color="gray" tt="none">
        {t('month.unchecked')}
      </Badge>
    );
  return (
    <>
      <Badge color="orange" variant="light" tt="none">
        {t('month.outdated')}
      </Badge>
      <Text size="xs" c="dimmed">
        <AuthorText by={outdated.by} at={outdated.at} timezone={timezone} />
      </Text>
    </>
  );
}
