import { defineErrors } from '../define.ts';

/** Changes of a gateway's configuration while its gate runs. */
export const reloadErrors = defineErrors({
  reload_needs_restart: {
    text: 'A change of {field} is not taken over by a running gate.',
    next: 'Restart the gate to use it, or take it back. Nothing was changed.',
  },
  reload_lane_busy: {
    text: 'Lane {lane} is to be changed or removed, and it is {state}.',
    next: 'Try again when nobody is in it. Nothing was changed.',
  },
  reload_zone_latched: {
    text: 'Fire zone {zone} is latched: it, its inputs and its lanes stay as they are.',
    next: 'Reset the zone first. Devices and lanes may be added meanwhile. Nothing was changed.',
  },
  change_under_fire: {
    text: 'Fire zone {zone} is latched: no line changes its port or speed meanwhile, and no device its key.',
    next: 'Reset the zone first. Nothing was changed.',
  },
  config_device_unknown: {
    text: 'There is no device {device} in the running configuration.',
    next: 'Add it to the configuration and reload it first.',
  },
  line_unknown: {
    text: 'There is no OSDP line {line} in the running configuration.',
    next: 'Name a line as under `lines`; `vratar-edge status` shows them.',
  },
  line_without_baud: {
    text: 'The speed of line {line} is not the gateway’s to set: it is that of what stands behind its socket.',
    next: 'Set it at the device server and at the readers (`vratar-edge osdp comset`), then under `lines`. Nothing was changed.',
  },
  device_key_same: {
    text: 'Device {device} speaks under the key that the file of keys has already.',
    next: 'Nothing to do. To give it another key, write that into the file of keys first.',
  },
});
