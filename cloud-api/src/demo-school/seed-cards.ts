import type { CardContext } from '../cards/context.ts';
import { endHoldings } from '../cards/end.ts';
import { type Issue, issueCredentials } from '../cards/issue.ts';
import { enterJournal } from '../cards/journal.ts';
import { registerCredentials } from '../cards/register.ts';
import type { PlannedCard, SchoolPlan } from './plan.ts';
import type { SeededPeople } from './seed-people.ts';

interface Held {
  readonly card: PlannedCard;
  readonly person: string;
  readonly kind: 'pupil' | 'staff';
}

/** Cards as a school has them some weeks into the year: issued, lost and replaced, blocked, pass-only, in stock. */
export async function seedCards(
  context: CardContext,
  plan: SchoolPlan,
  people: SeededPeople,
  issuedAt: Date,
): Promise<void> {
  const held = [
    ...plan.staff.map(({ card }, index): Held => ({ card, person: people.staff[index]!, kind: 'staff' })),
    ...plan.classes.flatMap(({ students }, index) =>
      students.flatMap(({ cards }, place) =>
        cards.map((card): Held => ({ card, person: people.students[index]![place]!, kind: 'pupil' })),
      ),
    ),
  ];
  const cards = [...held.map(({ card }) => card), ...plan.loose];
  const ids = await registerCredentials(context, cards);
  const idOf = new Map(cards.map((card, index) => [card.card, ids[index]!]));
  const issue = ({ card, person, kind }: Held): Issue => ({
    credential: idOf.get(card.card)!,
    person,
    kind,
    from: issuedAt,
  });
  const of = (fate: PlannedCard['fate']) => held.filter(({ card }) => card.fate === fate);
  const credentialsOf = (fate: PlannedCard['fate']) => of(fate).map(({ card }) => idOf.get(card.card)!);

  await issueCredentials(context, [...of('lost'), ...of('blocked')].map(issue));
  await endHoldings(context, credentialsOf('lost'), 'lost');
  await endHoldings(context, credentialsOf('blocked'), 'blocked');
  await issueCredentials(context, of('issued').map(issue));

  const passOnly = plan.loose.filter((card) => card.fate === 'pass_only').map((card) => idOf.get(card.card)!);
  await issueCredentials(
    context,
    passOnly.map((credential) => ({ credential, person: null, kind: 'pass_only', from: issuedAt })),
  );
  const signedOn = issuedAt.toISOString().slice(0, 10);
  await enterJournal(
    context,
    passOnly.map((credential) => ({ credential, action: 'issued', signedOn })),
  );
}
