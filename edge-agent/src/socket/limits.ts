/** Bounds of the socket: what one client may cost the gate. */
export const LIMITS = {
  /** Version of the protocol; a client says it in `hello` and is refused when it is another. */
  version: 1,
  /** Bytes of one request line, line end excluded; a longer one ends the connection. */
  requestBytes: 96 * 1024,
  /** Bytes of event lines in one answer to `read`; fewer events than asked come when they would exceed it. */
  readBytes: 256 * 1024,
  /** Events in one answer to `read`, as in one batch. */
  readEvents: 200,
  /** Bytes of a list in one `offerList` part, before base64. */
  listPartBytes: 48 * 1024,
  /** Bytes of a whole offered list. */
  listBytes: 16 * 1024 * 1024,
  /** Requests of one client that wait for their answer; further ones stay unread in its socket. */
  inFlight: 8,
  /** Bytes that wait for a client to read them; beyond it pushes are dropped and counted, requests left unread. */
  outgoingBytes: 1024 * 1024,
  /** A client that reads nothing of what waits for it for so long is disconnected, ms. */
  stuckMs: 30_000,
  /** A client that has not said hello after so long is disconnected: it keeps a place that others need, ms. */
  greetingMs: 10_000,
  /** Clients of one role at a time. */
  clients: 8,
} as const;
