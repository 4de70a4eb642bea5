import { Modal, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { callApi, FormButtons, ProblemAlert, useAct, useMoment } from '@vratar/ui';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DELEGABLE } from '../../../../src/accounts/permissions/acts.ts';
import { ClassSelect } from '../accounts/role-fields.tsx';
import type { Account } from '../types.ts';
import { ActBoxes } from './act-boxes.tsx';
import { areDays, type Days, PeriodFields, periodBody } from './period-fields.tsx';

const canReceive = ({ me, state }: Account) => !me && state !== 'locked';

/** Hands acts on to one person, for the school or a class, from a day to a day. */
export function DelegateDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { today, zone } = useMoment();
  const [login, setLogin] = useState<string | null>(null);
  const [acts, setActs] = useState<string[]>([]);
  const [classId, setClassId] = useState<string | null>(null);
  const [days, setDays] = useState<Days>({ first: today, last: '' });
  const act = useAct(onClose);
  const { data } = useQuery({
    queryKey: ['staff accounts'],
    queryFn: ({ signal }) =>
      callApi<{ items: Account[] }>('GET', '/accounts?staff=true&limit=200', undefined, { signal }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { login, acts, ...(classId === null ? {} : { class: classId }), ...periodBody(days, zone) };
    act.mutate({ path: '/delegations', body });
  };
  return (
    <Modal opened onClose={onClose} title={t('delegations.give')} size="lg" centered>
      <form onSubmit={submit}>
        <Stack>
          <Select
            label={t('delegations.to')}
            size="md"
            searchable
            required
            data-autofocus
            value={login}
            onChange={setLogin}
            nothingFoundMessage={t('delegations.nobody')}
            data={(data?.items ?? []).filter(canReceive).map(({ name, login: value }) => ({
              value,
              label: name === undefined ? value : `${name} · ${value}`,
            }))}
          />
          <ActBoxes label={t('delegations.acts')} acts={DELEGABLE} chosen={acts} onChange={setActs} />
          <ClassSelect value={classId} onChange={setClassId} />
          <PeriodFields days={days} onChange={setDays} />
          <Text c="dimmed">{t('delegations.told')}</Text>
          <ProblemAlert error={act.error} />
          <FormButtons
            submit={t('delegations.give')}
            busy={act.isPending}
            ready={login !== null && acts.length > 0 && areDays(days)}
            onCancel={onClose}
          />
        </Stack>
      </form>
    </Modal>
  );
}
