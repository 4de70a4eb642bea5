import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { ConfirmButton, FormButtons, ListView, ProblemAlert, useAct, useMoment } from '@vratar/ui';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActBoxes } from '../../../access/src/delegations/act-boxes.tsx';
import { type Given, GivenState, isOver } from '../../../access/src/delegations/given-state.tsx';
import {
  areDays,
  type Days,
  PeriodFields,
  periodBody,
} from '../../../access/src/delegations/period-fields.tsx';

interface Trust extends Given {
  readonly id: string;
  readonly login: string;
  readonly acts: readonly string[];
}

/** What a guardian may let a trusted person do (the server's `TRUSTABLE`). */
const TRUSTABLE = ['presence.see', 'pickup.see'] as const;

/** Whom the guardian trusts with a child, for what and until when; named and ended here. */
export function TrustedPersons({ child }: { readonly child: string }) {
  const { t } = useTranslation();
  const { moment } = useMoment();
  const [naming, setNaming] = useState(false);
  const act = useAct();
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Title order={2} size="h4">
          {t('children.trusted')}
        </Title>
        {!naming && <Button onClick={() => setNaming(true)}>{t('children.trust')}</Button>}
      </Group>
      {naming && <TrustForm child={child} onClose={() => setNaming(false)} />}
      <ProblemAlert error={act.error} />
      <ListView<Trust>
        path={`/trusted-persons?child=${child}`}
        head={[t('children.who'), t('children.may'), t('period.title'), '', ' ']}
        empty={{ title: t('children.no_trusted'), hint: t('children.no_trusted_hint') }}
        row={(trust) => ({
          key: trust.id,
          cells: [
            <Text key="who" fw={600}>
              {trust.login}
            </Text>,
            trust.acts.map((one) => t(`act.${one}`)).join('; '),
            `${moment(trust.from)} – ${moment(trust.until)}`,
            <GivenState key="state" given={trust} />,
            !isOver(trust, Date.now()) && (
              <ConfirmButton
                key="end"
                variant="light"
                question={t('children.end_question', { login: trust.login })}
                onConfirm={() => act.mutate({ method: 'DELETE', path: `/trusted-persons/${trust.id}` })}
              >
                {t('given.end')}
              </ConfirmButton>
            ),
          ],
        })}
      />
    </Stack>
  );
}

function TrustForm({ child, onClose }: { readonly child: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { today, zone } = useMoment();
  const [login, setLogin] = useState('');
  const [acts, setActs] = useState<string[]>(['pickup.see']);
  const [days, setDays] = useState<Days>({ first: today, last: '' });
  const act = useAct(onClose);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.mutate({
      path: '/trusted-persons',
      body: { child, login: login.trim(), acts, ...periodBody(days, zone) },
    });
  };
  return (
    <form onSubmit={submit} aria-label={t('children.trust')}>
      <Stack maw={640}>
        <TextInput
          type="email"
          label={t('children.login')}
          description={t('children.login_hint')}
          size="md"
          required
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
        />
        <ActBoxes label={t('children.may')} acts={TRUSTABLE} chosen={acts} onChange={setActs} />
        <PeriodFields days={days} onChange={setDays} />
        <ProblemAlert error={act.error} />
        <FormButtons
          submit={t('children.trust')}
          busy={act.isPending}
          ready={acts.length > 0 && areDays(days)}
          onCancel={onClose}
        />
      </Stack>
    </form>
  );
}
