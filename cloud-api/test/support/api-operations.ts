import type { FastifyInstance } from 'fastify';
import { API_PREFIX } from '../../src/api/index.ts';
import type { Schema } from './schema-arbitrary.ts';

/** One operation of the API, as its own description tells it. */
export interface Operation {
  /** `POST /cards/{id}/block` */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly permission: string;
  readonly params: Schema;
  readonly query: Schema;
  /** Of a JSON body. */
  readonly body: Schema | undefined;
  /** Media types of a document as the body. */
  readonly upload: readonly string[];
  /** Of the JSON that a success has, by status. */
  readonly answers: ReadonlyMap<number, Schema>;
}

interface Described {
  readonly 'x-permission': string;
  readonly parameters?: readonly { name: string; in: string; required?: boolean; schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { schema: Schema }>> };
  readonly responses: Readonly<Record<string, { content?: Record<string, { schema: Schema }> }>>;
}

/** Every operation that an application describes. */
export async function operationsOf(app: FastifyInstance): Promise<readonly Operation[]> {
  const answer = await app.inject({ method: 'GET', url: `${API_PREFIX}/openapi.json` });
  const { paths } = answer.json<{ paths: Record<string, Record<string, Described>> }>();
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => operationOf(method, path, described)),
  );
}

function operationOf(method: string, path: string, described: Described): Operation {
  const verb = method.toUpperCase() as Operation['method'];
  const content = described.requestBody?.content ?? {};
  const answers = Object.entries(described.responses).flatMap(([status, { content: shown }]) => {
    const schema = shown?.['application/json']?.schema;
    return schema === undefined ? [] : [[Number(status), schema] as const];
  });
  return {
    name: `${verb} ${path}`,
    method: verb,
    path,
    permission: described['x-permission'],
    params: parametersOf(described, 'path'),
    query: parametersOf(described, 'query'),
    body: content['application/json']?.schema,
    upload: Object.keys(content).filter((type) => type !== 'application/json'),
    answers: new Map(answers),
  };
}

function parametersOf({ parameters = [] }: Described, where: string): Schema {
  const of = parameters.filter((parameter) => parameter.in === where);
  return {
    type: 'object',
    properties: Object.fromEntries(of.map(({ name, schema }) => [name, schema])),
    required: of.filter(({ required }) => required).map(({ name }) => name),
  };
}

/** What is sent to an operation. */
export interface Sent {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

export function addressOf({ path }: Operation, { params, query }: Sent): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) search.append(name, String(one));
  }
  return `${API_PREFIX}${filled}${search.size === 0 ? '' : `?${search}`}`;
}
