import { catalogue, type ErrorCode } from './catalogue/index.ts';

/** Where the mistake is. All parts are optional; what is known is named. */
export interface Place {
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  readonly column?: number;
  /** JSON pointer or column name. */
  readonly field?: string;
  /** Byte offset inside a frame or payload. */
  readonly offset?: number;
}

export interface VratarErrorOptions {
  readonly cause?: unknown;
  readonly details?: readonly VratarError[];
}

export type ErrorParams = Readonly<Record<string, string | number | boolean>>;

/** The one error class: a code of the catalogue, its parameters, and the place. Match on `code`, never on wording. */
export class VratarError extends Error {
  override readonly name = 'VratarError';
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  readonly place: Place;
  /** Every mistake of the same input, this one included, where more than one was found. */
  readonly details: readonly VratarError[];

  constructor(
    code: ErrorCode,
    params: ErrorParams = {},
    place: Place = {},
    options: VratarErrorOptions = {},
  ) {
    super(fill(catalogue[code].text, params), 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.params = params;
    this.place = place;
    this.details = options.details ?? [];
  }

  /** What the reader should do about it. */
  get next(): string {
    return fill(catalogue[this.code].next, this.params);
  }

  toJSON(): { code: ErrorCode; message: string; next: string; place: Place } {
    return { code: this.code, message: this.message, next: this.next, place: this.place };
  }
}

/** `file:line:column field`, as editors and terminals make clickable; empty when nothing is known. */
export function formatPlace(place: Place): string {
  const position = [place.file, place.line, place.column].filter((part) => part !== undefined).join(':');
  const offset = place.offset === undefined ? '' : `byte ${place.offset}`;
  return [position, place.field, offset].filter((part) => part !== undefined && part !== '').join(' ');
}

/** The form every command prints: place, text, code, next step; one block for each mistake of the input. */
export function formatError(error: VratarError): string {
  if (error.details.length > 1) return error.details.map(formatError).join('\n');
  const place = formatPlace(error.place);
  return `${place === '' ? '' : `${place}: `}${error.message} [${error.code}]\n${error.next}`;
}

function fill(text: string, params: ErrorParams): string {
  return text.replaceAll(/\{(\w+)\}/g, (hole, name: string) =>
    name in params ? String(params[name]) : hole,
  );
}
