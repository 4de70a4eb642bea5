/** School days that a family may excuse by request (чл. 62 ал. 1 т. 3). */
export interface FamilyBudget {
  readonly perYear: number;
  readonly atOnce: number;
}

export type FamilyRefusal =
  | { readonly code: 'family_too_long'; readonly days: number; readonly most: number }
  | { readonly code: 'family_budget_spent'; readonly days: number; readonly left: number }
  | { readonly code: 'family_filed_late' };

/**
 * @param days school days that the request covers
 * @param used school days of this school year that earlier requests cover
 * @param filedOn date of the request: before, or at the latest on the first day
 */
export function familyRefusal(
  budget: FamilyBudget,
  days: number,
  used: number,
  firstDay: string,
  filedOn: string,
): FamilyRefusal | undefined {
  if (filedOn > firstDay) return { code: 'family_filed_late' };
  if (days > budget.atOnce) return { code: 'family_too_long', days, most: budget.atOnce };
  const left = Math.max(0, budget.perYear - used);
  return days > left ? { code: 'family_budget_spent', days, left } : undefined;
}
