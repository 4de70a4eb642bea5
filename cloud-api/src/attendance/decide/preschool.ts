/** Kindergarten groups and the compulsory preschool group: counted in days. */
export const isPreschool = (grade: number): boolean => grade < 0 || grade === 32;
