import { defineErrors } from '../define.ts';

/** Between gateway and cloud: broker, messages, commands. */
export const deliveryErrors = defineErrors({
  broker_url: {
    text: 'The address of the MQTT broker is not usable: {why}.',
    next: 'Write it as mqtt://host:1883 or mqtts://host:8883 in the configuration or in MQTT_URL.',
  },
  broker_tls: {
    text: 'A TLS file of the broker cannot be used: {path}: {why}.',
    next: 'Check the path, the permissions and that certificate and key belong together.',
  },
  journal_moved: {
    text: 'Event {seq} left the journal while it was being read.',
    next: 'Nothing to do: the link begins again with a hello.',
  },
  command_args: {
    text: 'The command {name} has a wrong parameter: {why}.',
    next: 'Correct the named field.',
  },
  gateway_unknown: {
    text: 'There is no gateway {gateway}, or not for you.',
    next: 'Look at the list of gateways.',
  },
  broker_insecure: {
    text: 'The embedded broker would listen without TLS on {host}, where others can reach it.',
    next: 'Give it certificates (broker.tls), or let it listen on 127.0.0.1 only.',
  },
});
