import { Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { ApiProblem, minuteIn, momentIn, ProblemAlert, useAct, useZone } from '@vratar/ui';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Gateway } from '../types.ts';

interface Props {
  readonly gateway: Gateway;
  readonly path: string;
  readonly onClose: () => void;
}

/** What the end of a gateway's service means, and since when it is over. */
export function RetireDialog({ gateway, path, onClose }: Props) {
  const { t } = useTranslation();
  const timeZone = useZone();
  const [now] = useState(() => minuteIn(timeZone, Date.now()));
  const [until, setUntil] = useState(now);
  const [giveUp, setGiveUp] = useState(false);
  const [closed, setClosed] = useState(false);
  const act = useAct(onClose);
  const undelivered = act.error instanceof ApiProblem && act.error.code === 'gateway_undelivered';
  const [asked, setAsked] = useState(false);
  if (undelivered && !asked) setAsked(true);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const moment = until === now ? {} : { servedUntil: new Date(momentIn(timeZone, until)).toISOString() };
    const said = { ...(giveUp && { giveUp }), ...(closed && { entranceClosed: true }) };
    act.mutate({ method: 'PUT', path, body: { ...moment, ...said } });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('gateway.retire_title', { name: gateway.name })}
      size="md"
      centered
    >
      <form onSubmit={submit}>
        <Stack>
          <Text>{t('gateway.retire_means')}</Text>
          <Text>{t('gateway.retire_doors')}</Text>
          <TextInput
            type="datetime-local"
            required
            label={t('gateway.retire_until')}
            description={t('gateway.retire_until_hint', { zone: timeZone })}
            value={until}
            max={now}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
          <Checkbox
            label={t('gateway.retire_closed')}
            description={t('gateway.retire_closed_hint')}
            checked={closed}
            onChange={(event) => setClosed(event.currentTarget.checked)}
          />
          <ProblemAlert error={act.error} />
          {asked && (
            <Checkbox
              label={t('gateway.retire_give_up')}
              checked={giveUp}
              onChange={(event) => setGiveUp(event.currentTarget.checked)}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose} data-autofocus>
              {t('common.cancel')}
            </Button>
            <Button type="submit" color="red" loading={act.isPending}>
              {t('gateway.retire')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
