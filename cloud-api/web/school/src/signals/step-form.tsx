import { Alert, Button, Group, Textarea, TextInput } from '@mantine/core';
import { ConfirmButton, useProblemText } from '@vratar/ui';
import { useState } from 'react';

interface Props {
  readonly label: string;
  readonly button: string;
  readonly long?: boolean;
  /** Asked before a step that cannot be taken back; Enter does not take it. */
  readonly question?: string;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onDo: (text: string) => void;
}

/** A step that needs words: a number of a letter, an answer. */
export function StepForm({ label, button, long = false, question, busy, error, onDo }: Props) {
  const problem = useProblemText();
  const [text, setText] = useState('');
  const field = {
    required: true,
    label,
    value: text,
    maxLength: long ? 1_000 : 200,
    onChange: (event: { currentTarget: { value: string } }) => setText(event.currentTarget.value),
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (question === undefined) onDo(text);
      }}
      style={{ flexGrow: long ? 1 : 0 }}
    >
      <Group align="flex-end">
        {long ? (
          <Textarea {...field} autosize minRows={2} flex="1 1 320px" />
        ) : (
          <TextInput {...field} w={240} />
        )}
        {question === undefined ? (
          <Button type="submit" loading={busy} disabled={text.trim() === ''}>
            {button}
          </Button>
        ) : (
          <ConfirmButton
            color="gate"
            question={question}
            loading={busy}
            disabled={text.trim() === ''}
            onConfirm={() => onDo(text)}
          >
            {button}
          </ConfirmButton>
        )}
      </Group>
      {error !== null && (
        <Alert color="red" role="alert" mt="xs">
          {problem(error)}
        </Alert>
      )}
    </form>
  );
}
