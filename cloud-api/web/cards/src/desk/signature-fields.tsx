import { Alert, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export interface SignatureText {
  readonly signedOn: string;
  readonly document: string;
}

/** Where the page of the journal lies on which the family signed. */
export function SignatureFields({
  value,
  onChange,
}: {
  readonly value: SignatureText;
  readonly onChange: (value: SignatureText) => void;
}) {
  const { t } = useTranslation();
  return (
    <>
      <Alert color="blue">{t('issue.pass_only_text')}</Alert>
      <TextInput
        type="date"
        size="md"
        required
        label={t('issue.signed_on')}
        value={value.signedOn}
        onChange={(event) => onChange({ ...value, signedOn: event.currentTarget.value })}
      />
      <TextInput
        size="md"
        label={t('issue.document')}
        description={t('issue.document_hint')}
        maxLength={200}
        value={value.document}
        onChange={(event) => onChange({ ...value, document: event.currentTarget.value })}
      />
    </>
  );
}

/** As the API takes it. */
export const signatureBody = ({ signedOn, document }: SignatureText) => ({
  signedOn,
  ...(document.trim() === '' ? {} : { document: document.trim() }),
});
