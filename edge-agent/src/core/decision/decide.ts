import * as card from './card-rules.ts';
import * as lane from './lane-rules.ts';
import * as person from './person-rules.ts';
import type { Finding } from './steps.ts';
import type { Decision, DecisionInput, DecisionStep } from './types.ts';

/** The rules in the order in which they are asked; the first refusal ends it. */
const RULES: readonly (readonly [string, (input: DecisionInput) => Finding])[] = [
  ['freshness', card.freshness],
  ['number', card.number],
  ['list', card.list],
  ['known', card.known],
  ['status', card.status],
  ['lane', lane.lane],
  ['validity', card.validity],
  ['enrolment', person.enrolment],
  ['schedule', person.schedule],
  ['uses', card.uses],
  ['passback', person.passback],
  ['occupancy', person.occupancy],
  ['ready', lane.ready],
  ['second_card', lane.secondCard],
];

/** Names of all rules, in their order. */
export const RULE_NAMES: readonly string[] = RULES.map(([name]) => name);

/** Decides one tap. Pure; `steps` tells what each rule saw, up to the one that refused. */
export function decide(input: DecisionInput): Decision {
  const steps: DecisionStep[] = [];
  const flags: string[] = [];
  for (const [rule, ask] of RULES) {
    const finding = ask(input);
    steps.push({ rule, result: finding.result, saw: finding.saw });
    if (finding.result === 'refuse') return { granted: false, code: finding.code, flags, steps };
    if (finding.result === 'flag') flags.push(finding.flag);
  }
  return { granted: true, code: 'granted', flags, steps };
}
