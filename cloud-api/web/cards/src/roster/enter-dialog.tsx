import { Select, Text, TextInput } from '@mantine/core';
import { useAct, useMoment } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClassSelect } from './class-select.tsx';
import { ContactFields, contactBody, NO_CONTACT } from './contact-fields.tsx';
import { DayField } from './day-field.tsx';
import { FormDialog } from './form-dialog.tsx';
import { IdentifierFields, identifierBody, NO_IDENTIFIER } from './identifier-fields.tsx';
import { NameFields, NO_NAME, nameBody } from './name-fields.tsx';

/** New to the network, from another school of it, or of the staff. */
const MANNERS = ['student', 'transfer', 'staff'] as const;
type Manner = (typeof MANNERS)[number];
const PATHS = { student: '/students', transfer: '/transfers', staff: '/staff' } as const;

interface Props {
  /** Who came, and is in the registers now. */
  readonly onEntered: (person: string) => void;
  readonly onClose: () => void;
}

/** Somebody comes to the school in the middle of the year; whole rosters are imported. */
export function EnterDialog({ onEntered, onClose }: Props) {
  const { t } = useTranslation();
  const { today } = useMoment();
  const [manner, setManner] = useState<Manner>('student');
  const [name, setName] = useState(NO_NAME);
  const [contact, setContact] = useState(NO_CONTACT);
  const [identifier, setIdentifier] = useState(NO_IDENTIFIER);
  const [classId, setClassId] = useState<string | null>(null);
  const [post, setPost] = useState('');
  const [day, setDay] = useState(today);
  const act = useAct<{ id: string }>(({ id }) => onEntered(id));
  const pupil = manner !== 'staff';
  const named = name.first.trim() !== '' && name.last.trim() !== '';
  const place = pupil ? classId !== null : post.trim() !== '';
  const known = manner === 'transfer' ? identifier.text.trim() !== '' : named;
  const body = () => ({
    ...identifierBody(identifier),
    ...(manner === 'transfer' ? {} : { ...nameBody(name), ...contactBody(contact) }),
    ...(pupil ? { class: classId, firstDay: day } : { post: post.trim(), from: day }),
  });
  return (
    <FormDialog
      title={t('roster.enter')}
      submit={t(`roster.save_${manner}`)}
      ready={known && place && day !== ''}
      busy={act.isPending}
      error={act.error}
      onSubmit={() => act.mutate({ path: PATHS[manner], body: body() })}
      onClose={onClose}
    >
      <Select
        size="md"
        label={t('roster.manner')}
        data={MANNERS.map((one) => ({ value: one, label: t(`roster.${one}`) }))}
        value={manner}
        allowDeselect={false}
        onChange={(value) => setManner((value as Manner | null) ?? 'student')}
      />
      {manner === 'transfer' && <Text>{t('roster.transfer_text')}</Text>}
      {manner !== 'transfer' && <NameFields value={name} onChange={setName} />}
      <IdentifierFields value={identifier} required={manner === 'transfer'} onChange={setIdentifier} />
      {manner !== 'transfer' && <ContactFields value={contact} onChange={setContact} />}
      {pupil ? (
        <ClassSelect value={classId} onChange={setClassId} />
      ) : (
        <TextInput
          size="md"
          label={t('roster.post')}
          required
          maxLength={120}
          value={post}
          onChange={(event) => setPost(event.currentTarget.value)}
        />
      )}
      <DayField label={t('roster.first_day')} value={day} onChange={setDay} />
    </FormDialog>
  );
}
