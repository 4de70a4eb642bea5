import { Alert, Button, Group, Stack, Title } from '@mantine/core';
import { ListView, useMoment } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { GivenBadge } from './given-badge.tsx';
import { PaperDialog } from './paper-dialog.tsx';
import type { Consent } from './types.ts';
import { useRefusalWaits } from './use-refusal-waits.ts';

interface Props {
  readonly person: string;
  readonly birthDate: string | undefined;
}

/** What a pupil's family agreed to or refused, with its history; the officer enters what was signed on paper. */
export function ConsentSection({ person, birthDate }: Props) {
  const { t } = useTranslation();
  const { day } = useMoment();
  const [entering, setEntering] = useState(false);
  const waiting = useRefusalWaits(person);
  const close = () => setEntering(false);
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Title order={3} size="h4">
          {t('consent.title')}
        </Title>
        <Button variant="default" onClick={() => setEntering(true)}>
          {t('consent.enter')}
        </Button>
      </Group>
      {waiting.data && (
        <Alert color="orange" title={t('consent.waits')}>
          {t('consent.waits_text')}
        </Alert>
      )}
      <ListView<Consent>
        path={`/consents?person=${person}`}
        head={[t('consent.what'), t('consent.signed'), t('consent.paper')]}
        empty={{ title: t('consent.nothing'), hint: t('consent.nothing_hint') }}
        row={(one) => ({
          key: one.id,
          cells: [
            <GivenBadge key="given" given={one.given} />,
            `${day(one.signedOn)} · ${t(`consent.${one.signer}`)}`,
            one.online ? t('consent.online') : one.document,
          ],
        })}
      />
      {entering && <PaperDialog person={person} birthDate={birthDate} onDone={close} onClose={close} />}
    </Stack>
  );
}
