import { Button, Group, SegmentedControl, Table, Text, TextInput, Title } from '@mantine/core';
import { IconArrowLeft, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import {
  callApi,
  EmptyState,
  ErrorState,
  LoadingState,
  momentIn,
  useMoment,
  useProblemText,
} from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { GatewayNotices } from './gateway-notices.tsx';
import './muster-print.css';
import type { MusterPerson, MusterView } from './types.ts';
import { useTimeText } from './use-time-text.ts';
import { useWhyText } from './use-why-text.ts';

type Grouping = 'zone' | 'class';

/** Who has to be looked for, now or as of any earlier moment; made to be printed and ticked off. */
export function MusterList({ timezone, onBack }: { readonly timezone: string; readonly onBack: () => void }) {
  const { t } = useTranslation();
  const { moment } = useMoment(timezone);
  const problem = useProblemText();
  const [wish, setWish] = useState('');
  const [by, setBy] = useState<Grouping>('zone');
  const time = useTimeText(timezone);
  const at = wish === '' ? undefined : momentIn(timezone, wish);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['muster', at ?? 'now'],
    queryFn: ({ signal }) =>
      callApi<MusterView>('GET', `/presence/muster${at === undefined ? '' : `?at=${at}`}`, undefined, {
        signal,
        signIn: false,
      }),
    refetchInterval: at === undefined ? 10_000 : false,
  });
  const date = data && moment(data.at, { dateStyle: 'full', timeStyle: 'short' });
  return (
    <section aria-label={t('muster.title')} className="muster">
      <Group mb="md" align="flex-end" className="muster-tools">
        <Button variant="default" leftSection={<IconArrowLeft size={20} aria-hidden />} onClick={onBack}>
          {t('muster.back')}
        </Button>
        <TextInput
          type="datetime-local"
          label={t('muster.at')}
          value={wish}
          onChange={(event) => setWish(event.currentTarget.value)}
        />
        <Button variant="default" disabled={wish === ''} onClick={() => setWish('')}>
          {t('muster.now')}
        </Button>
        <SegmentedControl
          value={by}
          onChange={(value) => setBy(value as Grouping)}
          data={[
            { value: 'zone', label: t('muster.by_zone') },
            { value: 'class', label: t('muster.by_class') },
          ]}
        />
        <Button leftSection={<IconPrinter size={20} aria-hidden />} onClick={() => window.print()}>
          {t('muster.print')}
        </Button>
      </Group>
      {error !== null && <ErrorState message={problem(error)} onRetry={() => void refetch()} />}
      {isPending && <LoadingState />}
      {data !== undefined && (
        <>
          <Title order={2} size="h3">
            {t('muster.title')} · {date}
          </Title>
          <Text fz="xl" mb="md">
            <b>{t('muster.inside', { count: data.inside })}</b>
            {data.perhaps > 0 && ` · ${t('muster.perhaps', { count: data.perhaps })}`}
            {data.dataAt !== undefined && ` · ${t('today.complete', { time: time(data.dataAt) })}`}
          </Text>
          <GatewayNotices view={data} />
          <Groups view={data} by={by} />
          {data.inside + data.perhaps === 0 && <EmptyState title={t('muster.empty')} />}
          {data.unknown.length > 0 && (
            <People
              title={t('muster.perhaps', { count: data.unknown.length })}
              hint={t('muster.perhaps.hint')}
              people={data.unknown}
              view={data}
            />
          )}
        </>
      )}
    </section>
  );
}

function Groups({ view, by }: { readonly view: MusterView; readonly by: Grouping }) {
  const { t } = useTranslation();
  if (by === 'zone') {
    return view.places.map(({ building, zone, inside, people }) => (
      <People
        key={`${building}/${zone ?? ''}`}
        title={`${zone ?? building} · ${inside}`}
        people={people}
        view={view}
      />
    ));
  }
  const everybody = view.places.flatMap(({ people }) => people);
  return view.classes.map(({ name, inside, perhaps }) => (
    <People
      key={name ?? ''}
      title={`${name ?? t('muster.staff')} · ${inside}${perhaps > 0 ? ` (+${perhaps})` : ''}`}
      people={everybody.filter((person) => person.class === name)}
      view={view}
    />
  ));
}

interface PeopleProps {
  readonly title: string;
  readonly hint?: string;
  readonly people: readonly MusterPerson[];
  readonly view: MusterView;
}

function People({ title, hint, people, view }: PeopleProps) {
  const { t } = useTranslation();
  const time = useTimeText(view.timezone);
  const reason = useWhyText(view);
  return (
    <section className="muster-group">
      <Title order={3} size="h4" mt="md">
        {title}
      </Title>
      {hint !== undefined && <Text c="dimmed">{hint}</Text>}
      {people.length > 0 && (
        <Table verticalSpacing={4}>
          <Table.Tbody>
            {people.map(({ id, name, class: of, since, why }) => (
              <Table.Tr key={id}>
                <Table.Td className="muster-box">
                  <input type="checkbox" aria-label={`${name ?? ''}: ${t('muster.found')}`} />
                </Table.Td>
                <Table.Td>{name}</Table.Td>
                <Table.Td className="muster-class">{of ?? t('muster.staff')}</Table.Td>
                <Table.Td className="muster-since">
                  {since === undefined ? '' : t('today.since', { time: time(since) })}
                </Table.Td>
                <Table.Td c="dimmed">{why === undefined ? '' : reason(why)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
}
