import { defineErrors } from '../define.ts';

/** Serial lines, the ports behind them, and acts on the devices of a line. */
export const lineErrors = defineErrors({
  port_unavailable: {
    text: 'The port {port} cannot be opened: {why}.',
    next: 'Check that the adapter is plugged in, that its name is right, and that no other program uses it.',
  },
  device_offline: {
    text: 'The device at address {address} does not answer.',
    next: 'Check its supply, its address, its speed and its key.',
  },
  device_under_fire: {
    text: 'A fire came, and the device at address {address} was not changed.',
    next: 'Reset the zone, and try again.',
  },
  device_unknown: {
    text: 'No device at address {address} is configured on this line.',
    next: 'Add it to the configuration.',
  },
  device_refused: {
    text: 'The device at address {address} refused {command} (NAK {nak}).',
    next: 'Look up what it supports with `vratar-edge osdp capabilities`.',
  },
  device_not_default: {
    text: 'The device at address {address} does not take the default key, so it cannot be given its first one.',
    next: 'Reset it as its manual says, or set the key that it has.',
  },
  baud_refused: {
    text: 'The device at address {address} cannot do {baud} baud; the line stays as it was.',
    next: 'Choose a speed that all devices of the line can do.',
  },
  devices_left_behind: {
    text: 'The devices {addresses} agreed to {baud} baud and do not answer at it.',
    next: 'Look for them with `vratar-edge osdp scan`, and take the whole line to one speed.',
  },
  device_overloaded: {
    text: 'Too many commands wait for the device at address {address}.',
    next: 'Wait for their answers before sending more.',
  },
});
