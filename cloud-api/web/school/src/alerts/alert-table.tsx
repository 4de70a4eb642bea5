import { Anchor, Badge, Group, Table, Text } from '@mantine/core';
import { useMoment } from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import '../touch.css';
import type { AlertLine } from './use-alerts.ts';

interface Props {
  readonly list: { readonly timezone: string; readonly items: readonly AlertLine[] };
  readonly month: string;
  /** Who is asked about. */
  readonly person: string | undefined;
}

/** The last threshold takes the aid away; those before it warn. */
const LAST = { pupil: 5, preschool: 4 } as const;

const colourOf = (threshold: number, preschool: boolean): string =>
  threshold >= (preschool ? LAST.preschool : LAST.pupil) ? 'red' : 'orange';

/** Each pupil with the thresholds passed, when that was told, and the number now. */
export function AlertTable({ list, month, person }: Props) {
  const { t, i18n } = useTranslation();
  const { moment } = useMoment(list.timezone);
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 });
  const unit = ({ preschool }: AlertLine, value: number) =>
    t(preschool ? 'signals.days' : 'signals.hours', { value: number.format(value) });
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('lessons.pupil')}</Table.Th>
            <Table.Th>{t('lessons.class')}</Table.Th>
            <Table.Th>{t('alerts.reached')}</Table.Th>
            <Table.Th>{t('alerts.now')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {list.items.map((line) => (
            <Table.Tr
              key={line.person}
              data-testid="alert"
              {...(line.person === person && { ref: show, bg: 'gate.0', 'aria-current': true })}
            >
              <Table.Td fw={600}>{line.name}</Table.Td>
              <Table.Td>
                <Anchor className="touch-link" href={`#class/${line.class.id}/${month}`}>
                  {line.class.name}
                </Anchor>
              </Table.Td>
              <Table.Td>
                {line.steps.map(({ threshold, at }) => (
                  <Group key={threshold} gap="xs" wrap="nowrap" mb={2}>
                    <Badge size="lg" tt="none" color={colourOf(threshold, line.preschool)} miw={80}>
                      {unit(line, threshold)}
                    </Badge>
                    <Text size="sm" c="dimmed">
                      {moment(at)}
                    </Text>
                  </Group>
                ))}
              </Table.Td>
              <Table.Td>
                <Text fw={600}>{unit(line, line.now)}</Text>
                <Carried line={line} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

const show = (row: HTMLElement | null) => row?.scrollIntoView({ block: 'center' });

/** Where hours at another school are in what was told, the number of this school alone is less. */
function Carried({ line: { now, steps } }: { readonly line: AlertLine }) {
  const { t } = useTranslation();
  const told = steps.at(-1)?.reached ?? 0;
  if (told <= now) return null;
  return (
    <Text size="sm" c="dimmed">
      {t('alerts.less')}
    </Text>
  );
}
