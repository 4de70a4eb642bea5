import type { TLocalizedValidationError } from 'typebox/error';

/** What a schema rule expected, in words for the person who edits the file. */
export function expectation(error: TLocalizedValidationError): string {
  const { keyword, params, message } = error as {
    keyword: string;
    params: Record<string, unknown>;
    message: string;
  };
  switch (keyword) {
    case 'type':
      return list(params.type);
    case 'const':
      return JSON.stringify(params.allowedValue);
    case 'enum':
      return `one of ${list(params.allowedValues)}`;
    case 'required':
      return `a value for ${list(params.requiredProperties)}`;
    case 'additionalProperties':
      return `only known fields, not ${list(params.additionalProperties)}`;
    case 'pattern':
      return `text of the form ${String(params.pattern)}`;
    default:
      return message.replace(/^must /, '');
  }
}

function list(value: unknown): string {
  return Array.isArray(value) ? value.map(String).join(', ') : String(value);
}
