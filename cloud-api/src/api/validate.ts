import { VratarError } from '@vratar/protocol/errors';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { FastifyInstance, FastifyRequest, FastifySchemaCompiler } from 'fastify';

type Validator = ReturnType<FastifySchemaCompiler<unknown>>;

/** What an address and a header carry is text: there a "5" is the number that the schema asks for, in JSON it is not. */
const TEXT_PARTS = new Set(['querystring', 'params', 'headers']);

/**
 * Checks requests against their schemas: JSON Schema 2020-12, as OpenAPI 3.1 publishes it. A member that the schema
 * does not know is a mistake to be told where the schema closes its object, never dropped.
 */
export function validateRequests(app: FastifyInstance): void {
  const text = validator({ coerceTypes: 'array' });
  const json = validator({});
  app.setValidatorCompiler(({ schema, httpPart }) =>
    atFirstUse(TEXT_PARTS.has(httpPart ?? '') ? text : json, schema as object),
  );
  app.addHook('preValidation', refuseUnstorable);
  app.removeContentTypeParser('text/plain');
  // Documents stay bytes; a route that asks for JSON refuses them by its schema.
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}

/** Compiled by the first request: of all routes most are not asked for between two starts, and a start has to be short. */
function atFirstUse(ajv: Ajv2020, schema: object): Validator {
  let check: ValidateFunction | undefined;
  const validate: Validator = (data) => {
    check ??= ajv.compile(schema);
    const isValid = check(data);
    validate.errors = check.errors ?? null;
    return isValid;
  };
  return validate;
}

function validator(options: { readonly coerceTypes?: 'array' }): Ajv2020 {
  const ajv = new Ajv2020({ useDefaults: true, allErrors: false, strict: false, ...options });
  addFormats.default(ajv);
  return ajv;
}

/** No text of PostgreSQL holds U+0000; here it is a mistake of the request, deeper it would be a fault of ours. */
async function refuseUnstorable(request: FastifyRequest): Promise<void> {
  for (const part of ['params', 'query', 'body'] as const) {
    const at = findNul(request[part]);
    if (at === undefined) continue;
    throw new VratarError('request_invalid', { why: 'a text contains U+0000' }, { field: `${part}${at}` });
  }
}

/** @returns JSON pointer of the first text with U+0000 */
function findNul(value: unknown): string | undefined {
  if (typeof value === 'string') return value.includes('\0') ? '' : undefined;
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const at = name.includes('\0') ? '' : findNul(inner);
    if (at !== undefined) return `/${name.replaceAll('\0', '')}${at}`;
  }
  return undefined;
}
