import type { OperationName, Request, Result, Role } from './operations.ts';

/** Who asks. `connection` is unique among all connections of this run. */
export interface Caller {
  readonly role: Role;
  readonly connection: number;
}

/** What the gate does for each operation; requests are already checked. Subscribing is the connection's own. */
export type SocketHandlers = {
  readonly [N in Exclude<OperationName, 'subscribe'>]: (
    request: Request<N>,
    caller: Caller,
  ) => Promise<Result<N>> | Result<N>;
};
