import { defineErrors } from '../define.ts';

/** The installer's tools on an OSDP line (`vratar-edge osdp …`). */
export const osdpToolErrors = defineErrors({
  port_lost: {
    text: 'The port {port} was lost: {why}.',
    next: 'Check the adapter and its cable, and that no other program uses it.',
  },
  osdp_device_silent: {
    text: 'Nothing answers at address {address} on {port}.',
    next: 'Find the devices with "osdp scan"; check the A and B wires, the termination and the supply.',
  },
  osdp_device_refused: {
    text: 'The device at address {address} refuses {command}: {error}.',
    next: 'See whether the device knows this command ("osdp capabilities"), and whether it asks for a secure channel.',
  },
  osdp_answer_unexpected: {
    text: 'The device at address {address} answers {command} with {answer}.',
    next: 'Record the exchange with "osdp capture" and show it to the maker of the device.',
  },
  osdp_channel_refused: {
    text: 'The device at address {address} opens no secure channel under the {selector} key: {reason}.',
    next: 'Try the key that the device was given last; a device in install mode takes --default-key.',
  },
  osdp_key_unreadable: {
    text: 'The key in {source} cannot be read: {why}.',
    next: 'A key is 32 hexadecimal digits alone on a line; lines that start with # are ignored.',
  },
  osdp_key_file_exists: {
    text: 'The file {path} already exists.',
    next: 'A key is never written over another: choose another name, or send the key in this file with --new-key-file.',
  },
  osdp_key_missing: {
    text: 'This needs a secure channel, and no key was given.',
    next: 'Give --key-file with the key of the device, or --default-key for a device in install mode.',
  },
  osdp_new_key_missing: {
    text: 'Exactly one of --generate, --new-key-file and --master-key-file says which key the device gets.',
    next: 'Use --generate FILE for a key of its own, which is written to FILE before it is sent.',
  },
  osdp_key_unverified: {
    text: 'The device at address {address} acknowledged the key, but opens no secure channel under it: {reason}.',
    next: 'Keep both keys; set the device to install mode and start again.',
  },
  osdp_nothing_to_set: {
    text: 'Neither a new address nor a new speed was given.',
    next: 'Give --new-address, --new-baud, or both.',
  },
  osdp_baud_unknown: {
    text: 'The speed of the line behind {port} is not known here, and the device would be moved to a wrong one.',
    next: 'Say the speed of the line with --baud, or the new one with --new-baud.',
  },
  osdp_settings_unverified: {
    text: 'The device answered that it moves to address {address} at {baud} baud, but nothing answers there.',
    next: 'Find it with "osdp scan"; some devices move only after their power was switched off and on.',
  },
  capture_invalid: {
    text: 'This is no line of an OSDP capture: {why}.',
    next: 'A capture has one JSON object a line with timeSec, timeNano, io and data in hexadecimal.',
  },
  capture_file: {
    text: 'The capture {path} cannot be used: {why}.',
    next: 'Check the path and the permissions; captures are never written over.',
  },
});
