import { Checkbox, Text } from '@mantine/core';
import { useAct } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonPage } from '../types.ts';
import { ContactFields } from './contact-fields.tsx';
import { changesOf, correctionOf } from './correction.ts';
import { FormDialog } from './form-dialog.tsx';
import { IdentifierFields } from './identifier-fields.tsx';
import { NameFields } from './name-fields.tsx';

interface Props {
  readonly page: PersonPage;
  readonly onClose: () => void;
}

/** Corrects what the registers hold of a person. Only what was changed is sent, and the log says which fields. */
export function CorrectDialog({ page, onClose }: Props) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(() => correctionOf(page));
  const act = useAct(onClose);
  const { name, contact, identifier, takeNumber } = draft;
  const changes = changesOf(page, draft);
  const named = name.first.trim() !== '' && name.last.trim() !== '';
  const end = page.identifierEnd;
  return (
    <FormDialog
      title={t('roster.correct')}
      submit={t('roster.save_correction')}
      ready={named && Object.keys(changes).length > 0}
      busy={act.isPending}
      error={act.error}
      onSubmit={() => act.mutate({ method: 'PATCH', path: `/people/${page.person.id}`, body: changes })}
      onClose={onClose}
    >
      <NameFields value={name} onChange={(next) => setDraft({ ...draft, name: next })} />
      <ContactFields value={contact} onChange={(next) => setDraft({ ...draft, contact: next })} />
      {!takeNumber && (
        <IdentifierFields value={identifier} onChange={(next) => setDraft({ ...draft, identifier: next })} />
      )}
      <Text size="sm" c="dimmed">
        {end === undefined ? t('roster.no_number') : t('roster.number_stays', { end })}
      </Text>
      {end !== undefined && (
        <Checkbox
          size="md"
          label={t('roster.take_number')}
          checked={takeNumber}
          onChange={(event) => setDraft({ ...draft, takeNumber: event.currentTarget.checked })}
        />
      )}
    </FormDialog>
  );
}
