import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { callApi, endOfDay } from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../../cards/src/types.ts';
import { SCHOOL_ROLES, type SchoolRole } from '../types.ts';
import { PickRegisterPerson } from './pick-register-person.tsx';

/** A role as it is being filled in. */
export interface RoleDraft {
  readonly role: SchoolRole;
  readonly person: Person | undefined;
  readonly classId: string | null;
  /** Last day, `YYYY-MM-DD`; empty: until it is ended. */
  readonly last: string;
}

export const NO_ROLE: RoleDraft = { role: 'homeroom_teacher', person: undefined, classId: null, last: '' };

export const isComplete = ({ role, person, classId }: RoleDraft): boolean =>
  person !== undefined && (role !== 'homeroom_teacher' || classId !== null);

/** As the API takes it. @param zone of the school, by whose clock the last day ends */
export const roleBody = ({ role, person, classId, last }: RoleDraft, zone: string) => ({
  role,
  number: person!.accountNo,
  ...(role === 'homeroom_teacher' ? { class: classId } : {}),
  ...(last === '' ? {} : { until: endOfDay(zone, last) }),
});

const kindOf = (role: SchoolRole) =>
  role === 'parent' ? 'guardian' : role === 'pupil' ? 'student' : 'staff';

interface Props {
  readonly draft: RoleDraft;
  readonly onChange: (draft: RoleDraft) => void;
}

/** Which role, of whom, for which class, until when. */
export function RoleFields({ draft, onChange }: Props) {
  const { t } = useTranslation();
  const { role, person, classId, last } = draft;
  const kind = kindOf(role);
  return (
    <>
      <Select
        label={t('accounts.role')}
        description={role === 'pupil' ? t('role.pupil_age') : undefined}
        size="md"
        data-autofocus
        allowDeselect={false}
        value={role}
        data={SCHOOL_ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
        onChange={(value) => {
          const next = value as SchoolRole;
          onChange({ ...draft, role: next, person: kindOf(next) === kind ? person : undefined });
        }}
      />
      <PickRegisterPerson
        key={kind}
        label={t(`pick.${kind}`)}
        kind={kind}
        person={person}
        onPick={(picked) => onChange({ ...draft, person: picked })}
      />
      {role === 'homeroom_teacher' && (
        <ClassSelect value={classId} required onChange={(value) => onChange({ ...draft, classId: value })} />
      )}
      <TextInput
        type="date"
        label={t('accounts.last_day')}
        description={t('accounts.last_day_hint')}
        size="md"
        value={last}
        onChange={(event) => onChange({ ...draft, last: event.currentTarget.value })}
      />
    </>
  );
}

interface ClassSelectProps {
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  readonly required?: boolean;
}

/** A class of the school. */
export function ClassSelect({ value, onChange, required = false }: ClassSelectProps) {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['classes'],
    queryFn: ({ signal }) =>
      callApi<{ items: { id: string; name: string }[] }>('GET', '/classes?limit=200', undefined, { signal }),
  });
  return (
    <Select
      label={t('accounts.class')}
      placeholder={required ? undefined : t('accounts.whole_school')}
      size="md"
      searchable
      clearable={!required}
      required={required}
      value={value}
      onChange={onChange}
      data={data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []}
    />
  );
}
