import { Alert, Autocomplete, Modal, Select, Stack, Text, Textarea } from '@mantine/core';
import { FormButtons, useProblemText } from '@vratar/ui';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AtRiskList, RecipientKind, Selection } from './types.ts';
import { useDraft } from './use-signals.ts';

interface Props {
  readonly opened: boolean;
  readonly list: AtRiskList;
  readonly selection: Selection;
  readonly persons: AtRiskList['pupils'];
  readonly onClose: () => void;
  readonly onDrafted: () => void;
}

const KINDS: readonly RecipientKind[] = ['municipality', 'social_assistance', 'police'];

/** One letter for each chosen pupil, to one authority; nothing leaves the school before it is signed and sent. */
export function DraftDialog({ opened, list, selection, persons, onClose, onDrafted }: Props) {
  const { t } = useTranslation();
  const problem = useProblemText();
  const draft = useDraft();
  const [kind, setKind] = useState<RecipientKind>('municipality');
  const [typed, setRecipient] = useState<string>();
  const [note, setNote] = useState('');
  const known = kind === 'municipality' ? list.municipalities : [];
  const recipient = typed ?? (known.length === 1 ? (known[0] as string) : '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wish = { asOf: list.day, selection, persons: persons.map(({ person }) => person) };
    draft.mutate(
      { ...wish, recipientKind: kind, recipient, ...(note.trim() === '' ? {} : { note }) },
      {
        onSuccess: ({ underWay }) => {
          onDrafted();
          if (underWay.length === 0) onClose();
        },
      },
    );
  };
  return (
    <Modal
      opened={opened}
      onClose={() => {
        draft.reset();
        onClose();
      }}
      title={t('signals.draft.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <form onSubmit={submit}>
        <Stack>
          <Text>{persons.map(({ name, className }) => `${name}, ${className}`).join('; ')}</Text>
          <Select
            label={t('signals.to_kind')}
            allowDeselect={false}
            value={kind}
            onChange={(value) => {
              setKind(value as RecipientKind);
              setRecipient(undefined);
            }}
            data={KINDS.map((value) => ({ value, label: t(`recipient.${value}`) }))}
          />
          <Autocomplete
            required
            label={t('signals.to')}
            description={t(known.includes(recipient) ? 'signals.reads_here' : 'signals.reads_elsewhere')}
            placeholder={t(`recipient.${kind}.example`)}
            maxLength={200}
            value={recipient}
            onChange={setRecipient}
            data={known}
          />
          <Textarea
            label={t('signals.measures')}
            description={t('signals.measures.hint')}
            autosize
            minRows={3}
            maxLength={1_000}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          {draft.error !== null && (
            <Alert color="red" role="alert">
              {problem(draft.error)}
            </Alert>
          )}
          {draft.data !== undefined && draft.data.underWay.length > 0 && (
            <Alert color="blue" role="status">
              {t('signals.under_way', {
                drafted: draft.data.drafted.length,
                count: draft.data.underWay.length,
              })}
            </Alert>
          )}
          <FormButtons
            submit={t('signals.draft.do')}
            busy={draft.isPending}
            ready={recipient.trim() !== '' && persons.length > 0}
            onCancel={onClose}
          />
        </Stack>
      </form>
    </Modal>
  );
}
