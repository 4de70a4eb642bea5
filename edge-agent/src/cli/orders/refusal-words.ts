/** What a refused order means for whoever gave it, and what to do next. Codes of `Order`. */
const WORDS: Readonly<Record<string, string>> = {
  fire_input_in_alarm: 'An input of the zone is still in alarm.',
  fire_input_unreadable:
    'An input of the zone cannot be read, or the configuration has lost the zone: mend it, or name who answers for it with --override.',
  fire_zone_unknown: 'There is no such fire zone.',
  fire_not_latched: 'Nothing holds this zone.',
  fire_not_drill: 'A fire holds this zone, no drill: “vratar-edge fire reset” ends it.',
  lane_unknown: 'There is no such lane: “vratar-edge lane list” names them all.',
  direction_not_allowed: 'The lane has no such direction: try the other one.',
  fire_zone_free:
    'A fire or a drill keeps the lane free, and nobody needs a release: “vratar-edge fire reset” ends it.',
  lockdown: 'This gateway is in lockdown: “vratar-edge lockdown off” ends it.',
  lane_out_of_service:
    'The lane is out of service: “vratar-edge lane list” says why. One that was taken out comes back by “vratar-edge lane service LANE on”.',
  lane_busy:
    'Somebody is in the lane, or one release waits already: try again when “vratar-edge lane list” calls it idle.',
  card_unknown:
    'The list in force has no such card. “vratar-edge lane release” lets somebody through without a name.',
  timezone_unknown: 'Name it as in Europe/Sofia.',
  command_id_used:
    'Another order had this id before, and this one was not carried out: give it under another --id, or without.',
  command_expired: 'The gate came to it too late, and did nothing: give the order again.',
};

/** The refusal in words, with its stable code. */
export function refusalWords(code: string): string {
  const words = WORDS[code];
  return `${words === undefined ? '' : `${words} `}[${code}]`;
}
