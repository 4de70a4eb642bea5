import { Button, Checkbox, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { ProblemAlert, useAct, useMoment } from '@vratar/ui';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefusalWaits } from '../consent/use-refusal-waits.ts';
import type { Card } from '../types.ts';
import { PickStock } from './pick-stock.tsx';
import { SignatureFields, signatureBody } from './signature-fields.tsx';

const REASONS = ['lost', 'damaged', 'defect'] as const;
type Reason = (typeof REASONS)[number];

interface Props {
  readonly card: Pick<Card, 'id' | 'label'>;
  /** Whether the new one is signed for. */
  readonly signed: boolean;
  /** The pupil whose card it is, where the family may have refused processing. */
  readonly person: string | undefined;
  readonly onClose: () => void;
}

/** Another card for the same person; the old one stops in the same moment. */
export function ReplaceDialog({ card, signed: unnamed, person, onClose }: Props) {
  const { t } = useTranslation();
  const { today } = useMoment();
  const [next, setNext] = useState<Pick<Card, 'id' | 'label'>>();
  const [reason, setReason] = useState<Reason>('lost');
  const [signature, setSignature] = useState(() => ({ signedOn: today, document: '' }));
  const refused = useRefusalWaits(person);
  const [signsNow, setSignsNow] = useState(true);
  const signed = unnamed || (refused.data === true && signsNow);
  const act = useAct<{ chargeable: boolean }>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (next === undefined) return;
    const body = { next: next.id, reason, ...(signed ? { signature: signatureBody(signature) } : {}) };
    act.mutate({ path: `/cards/${card.id}/replace`, body });
  };
  if (act.data) {
    return (
      <Modal opened onClose={onClose} title={t('act.replace')} centered>
        <Stack>
          <Text role="status">{t(act.data.chargeable ? 'replace.chargeable' : 'replace.free')}</Text>
          <Group justify="flex-end">
            <Button onClick={onClose}>{t('replace.done')}</Button>
          </Group>
        </Stack>
      </Modal>
    );
  }
  return (
    <Modal opened onClose={onClose} title={`${t('act.replace')} ${card.label}`} size="lg" centered>
      <Stack>
        <PickStock card={next} onPick={setNext} />
        <form onSubmit={submit}>
          <Stack>
            <Select
              size="md"
              label={t('replace.reason')}
              data={REASONS.map((one) => ({ value: one, label: t(`ended.${one}`) }))}
              value={reason}
              allowDeselect={false}
              onChange={(value) => setReason((value as Reason | null) ?? 'lost')}
            />
            {refused.data && (
              <Checkbox
                label={t('replace.unnamed')}
                description={t('replace.unnamed_hint')}
                checked={signsNow}
                onChange={(event) => setSignsNow(event.currentTarget.checked)}
              />
            )}
            {signed && <SignatureFields value={signature} onChange={setSignature} />}
            <ProblemAlert error={act.error} />
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('common.cancel')}
              </Button>
              <Button
                type="submit"
                disabled={next === undefined || refused.isLoading}
                loading={act.isPending}
              >
                {t('act.replace')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Stack>
    </Modal>
  );
}
