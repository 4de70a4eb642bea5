import { VratarError } from '@vratar/protocol/errors';
import { Compile, type Validator } from 'typebox/compile';
import { type OperationName, operations, type Role } from './operations.ts';
import { RequestLine } from './wire.ts';

export interface ParsedRequest {
  readonly id: number;
  readonly op: OperationName;
  readonly body: unknown;
}

const line = Compile(RequestLine);
const bodies = new Map<string, Validator>(
  Object.entries(operations).map(([name, operation]) => [name, Compile(operation.request) as Validator]),
);

/** A line that is not a request at all. */
export class UnreadableLine extends Error {}

/** Reads the frame of a request. @throws UnreadableLine */
export function readFrame(text: string): RequestLine {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UnreadableLine((error as Error).message);
  }
  if (line.Check(value)) return value;
  const [first] = line.Errors(value);
  throw new UnreadableLine(`${first?.instancePath ?? ''} ${first?.message ?? ''}`.trim());
}

/** Checks what is asked, and that this role may. @throws VratarError `socket_request`, `socket_role` */
export function checkRequest({ id, op, body }: RequestLine, role: Role): ParsedRequest {
  if (!isOperation(op)) throw new VratarError('socket_request', { op, why: 'no such operation' });
  const roles: readonly Role[] = operations[op].roles;
  if (!roles.includes(role)) throw new VratarError('socket_role', { role, op });
  const validator = bodies.get(op)!;
  if (validator.Check(body)) return { id, op, body };
  const [first] = validator.Errors(body);
  const why = first?.message ?? 'it does not match';
  throw new VratarError('socket_request', { op, why }, { field: first?.instancePath || '/' });
}

const isOperation = (op: string): op is OperationName => Object.hasOwn(operations, op);
