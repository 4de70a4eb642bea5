import { VratarError } from '@vratar/protocol/errors';
import { Value } from 'typebox/value';
import { CaseFile } from './case-file.ts';

/**
 * @param text JSON
 * @param file name for error messages
 * @throws VratarError `cases_invalid` naming the first field that is wrong
 */
export function parseCases(text: string, file: string): CaseFile {
  const value = parseJson(text, file);
  const error = Value.Errors(CaseFile, value).find((each) => each.keyword !== 'anyOf');
  if (error !== undefined) {
    const found = JSON.stringify(Value.Pointer.Get(value as object, error.instancePath)) ?? 'nothing';
    throw new VratarError(
      'cases_invalid',
      { expected: error.message.replace(/^must /, ''), found: found.slice(0, 80) },
      { file, field: error.instancePath },
    );
  }
  const file_ = value as CaseFile;
  checkTimeZone(file_.timezone, file);
  return file_;
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new VratarError('cases_invalid', { expected: 'JSON', found: String(cause) }, { file }, { cause });
  }
}

function checkTimeZone(timezone: string, file: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: timezone });
  } catch (cause) {
    const params = { expected: 'a time zone of the IANA database', found: timezone };
    throw new VratarError('cases_invalid', params, { file, field: '/timezone' }, { cause });
  }
}
