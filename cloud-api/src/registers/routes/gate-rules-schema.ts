import { CREDENTIAL_KINDS, SitePolicy } from '@vratar/protocol/lists';
import { Type } from 'typebox';
import { Day, exactly, strictly, Uuid } from '../../api/index.ts';

const { groups, laneModes, passback, passbackZones, passbackReset, occupancy, twoCards } =
  SitePolicy.properties;
const GroupNames = Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 20 });

/** As the gates themselves check it. */
const rules = {
  groups,
  laneModes,
  passback,
  passbackZones,
  passbackReset,
  occupancy,
  twoCards,
  groupsOf: Type.Object(
    Object.fromEntries(CREDENTIAL_KINDS.map((kind) => [kind, Type.Optional(GroupNames)])) as Record<
      (typeof CREDENTIAL_KINDS)[number],
      ReturnType<typeof Type.Optional<typeof GroupNames>>
    >,
    { description: 'Groups that cards of a kind belong to; at any time unless told.' },
  ),
};

export const GateRulesBody = strictly(
  exactly({
    holdsFrom: Type.Optional(Type.Union([Day], { description: 'Today when absent; never a past day.' })),
    ...rules,
  }),
);

export const GateRulesView = Type.Object(rules);

export const GateRulesVersion = Type.Object({
  id: Uuid,
  holdsFrom: Type.String(),
  recordedAt: Type.String(),
  rules: GateRulesView,
});
