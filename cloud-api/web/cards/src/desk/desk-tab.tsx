import { Alert, Button, Stack } from '@mantine/core';
import { EmptyState, mayInSchool, useMe } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EnterDialog } from '../roster/enter-dialog.tsx';
import { CardPanel } from './card-panel.tsx';
import { looksLikeCard } from './looks-like-card.ts';
import { PeopleFound } from './people-found.tsx';
import { PersonPanel } from './person-panel.tsx';
import { ScanField } from './scan-field.tsx';

/** What the desk is looking at. */
type Subject =
  | { readonly what: 'card'; readonly uid: string }
  | { readonly what: 'search'; readonly text: string }
  | { readonly what: 'person'; readonly id: string }
  | { readonly what: 'erased' };

/**
 * One field for everything: a card on the reader, a number, a name.
 * @param person whom it opens with
 */
export function DeskTab({ person: first }: { readonly person?: string | undefined }) {
  const { t } = useTranslation();
  const [subject, setSubject] = useState<Subject | undefined>(
    first === undefined ? undefined : { what: 'person', id: first },
  );
  const me = useMe().data;
  const [entering, setEntering] = useState(false);
  const ask = (text: string) =>
    setSubject(looksLikeCard(text) ? { what: 'card', uid: text } : { what: 'search', text });
  const person = (id: string) => setSubject({ what: 'person', id });
  return (
    <Stack gap="lg">
      <ScanField
        label={t('desk.field')}
        description={t('desk.field_hint')}
        button={t('desk.find')}
        focus
        onEnter={ask}
      />
      {me !== undefined && mayInSchool(me, 'roster.change') && (
        <Button variant="default" style={{ alignSelf: 'flex-start' }} onClick={() => setEntering(true)}>
          {t('roster.enter')}
        </Button>
      )}
      {entering && (
        <EnterDialog
          onEntered={(id) => {
            setEntering(false);
            person(id);
          }}
          onClose={() => setEntering(false)}
        />
      )}
      {subject === undefined && <EmptyState title={t('desk.empty')} hint={t('desk.empty_hint')} />}
      {subject?.what === 'card' && <CardPanel key={subject.uid} uid={subject.uid} onPerson={person} />}
      {subject?.what === 'search' && <PeopleFound text={subject.text} onPick={({ id }) => person(id)} />}
      {subject?.what === 'erased' && (
        <Alert color="gate" role="status" title={t('erasure.desk_done')}>
          {t('erasure.done_text')}
        </Alert>
      )}
      {subject?.what === 'person' && (
        <PersonPanel
          key={subject.id}
          id={subject.id}
          onPerson={person}
          onErased={() => setSubject({ what: 'erased' })}
        />
      )}
    </Stack>
  );
}
