/** A message from a gateway, as the broker hands it over. The topic has passed the broker's access rules. */
export type BusListener = (topic: string, payload: Buffer) => void;

/** The cloud's side of the broker, whichever it is. */
export interface Bus {
  /**
   * Sends to a gateway; lost when it is not connected. Nothing waits for it: whatever matters is asked for again.
   * @param sure QoS 1 instead of 0
   */
  publish(topic: string, payload: string | Buffer, sure?: boolean): void;
  /** Ends the connection of a gateway, where this side can; a broker of yours goes by its list of withdrawn certificates. */
  expel?(gateway: string): void;
  /** Whether messages from gateways can arrive at the moment. */
  readonly connected: boolean;
  stop(): Promise<void>;
}
