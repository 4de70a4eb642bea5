/**
 * What lies near a day by the device's clock is read with it. An event further from its true time than this is found
 * by its identity, or by the measurement of its boot.
 */
export const MARGIN_MS = 3_600_000;
