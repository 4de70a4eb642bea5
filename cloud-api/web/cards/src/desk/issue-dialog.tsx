import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { momentIn, ProblemAlert, useAct, useMoment } from '@vratar/ui';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Card, Person } from '../types.ts';
import { nextEvening } from './next-evening.ts';
import { PickPerson } from './pick-person.tsx';
import { PickStock } from './pick-stock.tsx';
import { SignatureFields, signatureBody } from './signature-fields.tsx';

/** For good, lent for a while, for a visitor, or without a person. */
type Manner = 'own' | 'temporary' | 'visitor' | 'pass_only';
const MANNERS: readonly Manner[] = ['own', 'temporary', 'visitor', 'pass_only'];

interface Props {
  /** What is known already: the card that lies here, or the person who stands here. */
  readonly card?: Pick<Card, 'id' | 'label'>;
  readonly person?: Person;
  /** For a family that refused processing: signed for, and bound to nobody. */
  readonly unnamed?: boolean;
  readonly onClose: () => void;
}

/** Gives a card out of the stock. */
export function IssueDialog({ card: given, person: who, unnamed = false, onClose }: Props) {
  const { t } = useTranslation();
  const { today, zone } = useMoment();
  const [manner, setManner] = useState<Manner>(unnamed ? 'pass_only' : 'own');
  const [card, setCard] = useState(given);
  const [person, setPerson] = useState(who);
  const [until, setUntil] = useState(() => nextEvening(zone, Date.now()));
  const [signature, setSignature] = useState(() => ({ signedOn: today, document: '' }));
  const act = useAct(onClose);
  const named = manner === 'own' || manner === 'temporary';
  const ready = card !== undefined && (!named || person !== undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (card === undefined) return;
    act.mutate({ path: `/cards/${card.id}/issue`, body: body() });
  };
  const body = () => {
    if (manner === 'pass_only') return { kind: manner, signature: signatureBody(signature) };
    if (manner === 'visitor') return { kind: manner, until: new Date(momentIn(zone, until)).toISOString() };
    if (manner === 'temporary')
      return { kind: manner, person: person!.id, until: new Date(momentIn(zone, until)).toISOString() };
    return { kind: person!.kind === 'staff' ? 'staff' : 'pupil', person: person!.id };
  };
  const manners = MANNERS.filter((one) => who === undefined || one === 'own' || one === 'temporary');
  return (
    <Modal opened onClose={onClose} title={t('act.issue_card')} size="lg" centered>
      <Stack>
        {given === undefined && <PickStock card={card} onPick={setCard} />}
        {!unnamed && (
          <Select
            size="md"
            label={t('issue.manner')}
            data={manners.map((one) => ({ value: one, label: t(`manner.${one}`) }))}
            value={manner}
            allowDeselect={false}
            onChange={(value) => setManner((value as Manner | null) ?? 'own')}
          />
        )}
        {named && who === undefined && <PickPerson person={person} onPick={setPerson} />}
        <form onSubmit={submit}>
          <Stack>
            {(manner === 'temporary' || manner === 'visitor') && (
              <TextInput
                type="datetime-local"
                size="md"
                required
                label={t('issue.until')}
                description={t('issue.until_hint')}
                value={until}
                onChange={(event) => setUntil(event.currentTarget.value)}
              />
            )}
            {manner === 'pass_only' && <SignatureFields value={signature} onChange={setSignature} />}
            <ProblemAlert error={act.error} />
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('common.cancel')}
              </Button>
              <Button type="submit" disabled={!ready} loading={act.isPending}>
                {t('act.issue')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Stack>
    </Modal>
  );
}
