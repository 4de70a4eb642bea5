import { Alert, Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { ProblemAlert, useAct, useMoment } from '@vratar/ui';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isYoung } from '../../../access/src/families/is-young.ts';

interface Props {
  readonly person: string;
  readonly birthDate: string | undefined;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Enters a signed paper. Who signs follows from the age on the day of signing: under 14 a guardian, then the pupil. */
export function PaperDialog({ person, birthDate, onDone, onClose }: Props) {
  const { t } = useTranslation();
  const { today } = useMoment();
  const [given, setGiven] = useState<'yes' | 'no'>();
  const [signedOn, setSignedOn] = useState(today);
  const [document, setDocument] = useState('');
  const act = useAct(onDone);
  const signer = isYoung(birthDate, new Date(`${signedOn}T00:00:00`)) ? 'guardian' : 'pupil';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.mutate({
      path: `/people/${person}/paper-consents`,
      body: {
        purpose: 'processing',
        given: given === 'yes',
        signer,
        signedOn,
        document: document.trim(),
      },
    });
  };
  return (
    <Modal opened onClose={onClose} title={t('consent.enter')} size="lg" centered>
      <form onSubmit={submit}>
        <Stack>
          <Radio.Group
            label={t('consent.question')}
            size="md"
            required
            value={given ?? ''}
            onChange={(value) => setGiven(value as 'yes' | 'no')}
          >
            <Stack gap="xs" mt="xs">
              <Radio
                size="md"
                value="yes"
                label={t('consent.yes')}
                description={t('consent.yes_text')}
                data-autofocus
              />
              <Radio size="md" value="no" label={t('consent.no')} description={t('consent.no_text')} />
            </Stack>
          </Radio.Group>
          <TextInput
            type="date"
            size="md"
            required
            label={t('issue.signed_on')}
            max={today}
            value={signedOn}
            onChange={(event) => setSignedOn(event.currentTarget.value)}
          />
          <Alert color="blue">
            {t(signer === 'guardian' ? 'consent.guardian_signs' : 'consent.pupil_signs')}
            {birthDate === undefined && ` ${t('consent.no_birth_date')}`}
          </Alert>
          <TextInput
            size="md"
            required
            label={t('consent.document')}
            description={t('issue.document_hint')}
            maxLength={120}
            value={document}
            onChange={(event) => setDocument(event.currentTarget.value)}
          />
          <ProblemAlert error={act.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('consent.close')}
            </Button>
            <Button
              type="submit"
              loading={act.isPending}
              disabled={given === undefined || signedOn === '' || document.trim() === ''}
            >
              {t('consent.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
