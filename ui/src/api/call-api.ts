/** An answer of the API that is no success (RFC 9457); match on `code`. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly code: string;
  /** What to do about it, in English; pages say it by `code` in the reader's language. */
  readonly detail: string;
  /** Where in the request, such as `body/from`. */
  readonly field: string | undefined;
  readonly errors: readonly { code: string; title: string; field?: string; line?: number; column?: number }[];

  constructor(body: ProblemBody) {
    super(body.title);
    this.status = body.status;
    this.code = body.code;
    this.detail = body.detail;
    this.field = body.field;
    this.errors = body.errors ?? [];
  }
}

interface ProblemBody {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly field?: string;
  readonly errors?: ApiProblem['errors'];
}

export interface CallOptions {
  /** The same for each attempt of one act: pressed twice or sent again, it is done once. */
  readonly key?: string;
  readonly signal?: AbortSignal;
  /** Whether somebody who is not signed in is taken to the sign-in page and back; so when absent. */
  readonly signIn?: boolean;
}

const API = '/api/v1';

/**
 * Asks the cloud. A body that is a Blob (a file) is sent as it is, anything else as JSON; a document comes back as a Blob.
 * @param path under /api/v1, such as `/me`
 * @throws ApiProblem; code `unreachable` when no answer came
 */
export async function callApi<T>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  { key, signal, signIn = true }: CallOptions = {},
): Promise<T> {
  const response = await fetch(`${API}${path}`, {
    method,
    credentials: 'same-origin',
    headers: {
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...(body === undefined || body instanceof Blob ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new ApiProblem({ status: 0, code: 'unreachable', title: 'No answer.', detail: 'Try again.' });
  });
  if (response.ok) return readAnswer<T>(response);
  const problem = await readProblem(response);
  if (signIn) goToSignIn(problem.code);
  throw problem;
}

/** Where this page is left for, and come back to, when somebody has to sign in or take another password first. */
export function goToSignIn(code: string): void {
  if (code !== 'not_signed_in' && code !== 'password_must_change') return;
  const back = `${location.pathname}${location.search}${location.hash}`;
  location.assign(
    `/sign-in/?${new URLSearchParams({ back, ...(code === 'password_must_change' ? { change: '' } : {}) })}`,
  );
}

async function readAnswer<T>(response: Response): Promise<T> {
  if (response.status === 204) return undefined as T;
  const type = response.headers.get('content-type') ?? '';
  return (type.startsWith('application/json') ? response.json() : response.blob()) as Promise<T>;
}

async function readProblem(response: Response): Promise<ApiProblem> {
  const body = (await response.json().catch(() => undefined)) as ProblemBody | undefined;
  if (typeof body?.code === 'string') return new ApiProblem(body);
  // A proxy in between answers in its own words.
  return new ApiProblem({
    status: response.status,
    code: 'unreachable',
    title: 'No answer.',
    detail: 'Try again.',
  });
}
