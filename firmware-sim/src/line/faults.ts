/** What a bad cable, adapter or environment does to the bytes. All can be switched at run time. */
export interface WireFaults {
  /** Probability that one data bit flips. */
  readonly bitErrorRate: number;
  /** Probability that a byte vanishes. */
  readonly lostByteRate: number;
  /** Probability that a byte arrives twice. */
  readonly doubledByteRate: number;
  /** Random bytes on the idle line, per second. */
  readonly spuriousPerSecond: number;
  /** The ACU's adapter hears its own bytes, as badly switched two-wire adapters do. */
  readonly echo: boolean;
  /** The cable is cut: nothing arrives anywhere. */
  readonly cut: boolean;
}

export const cleanWire: WireFaults = {
  bitErrorRate: 0,
  lostByteRate: 0,
  doubledByteRate: 0,
  spuriousPerSecond: 0,
  echo: false,
  cut: false,
};
