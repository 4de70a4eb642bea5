import { defineErrors } from '../define.ts';

/** Imports of rosters, staff, guardians and timetables. `place` names line and column of the file. */
export const importErrors = defineErrors({
  import_too_large: {
    text: 'The file is larger than {limit}.',
    next: 'Split it, or check that it is the right file.',
  },
  import_empty: {
    text: 'The file has no rows below its header.',
    next: 'Check that the first sheet of the workbook is the one that was meant.',
  },
  import_syntax: { text: 'The file cannot be read: {why}.', next: 'Save it again as CSV or XLSX.' },
  import_column_twice: { text: 'The column “{title}” is there twice.', next: 'Take one of them out.' },
  import_column_missing: {
    text: 'Columns are missing: {titles}.',
    next: 'Name them in the first row; `vratar-cloud import template` writes a file with all of them.',
  },
  import_cell_empty: { text: 'The cell is empty.', next: 'Fill it in.' },
  import_cell_too_long: { text: 'The cell is longer than {limit} characters.', next: 'Shorten it.' },
  import_cell_invalid: { text: 'Expected {expected}, found “{found}”.', next: 'Correct the cell.' },
  import_identifier_invalid: {
    text: 'The identifier has a wrong check digit or length.',
    next: 'Compare it with the document.',
  },
  import_duplicate: {
    text: 'The same person stands in row {other} already (identifier type and identifier).',
    next: 'Take one of the two rows out.',
  },
  import_elsewhere: {
    text: 'This pupil is in the registers of another school.',
    next: 'Transfer the pupil; the row can then stay as it is.',
  },
  import_child_unknown: {
    text: 'No pupil of the school has this identifier.',
    next: 'Import the pupils first, or correct the identifier.',
  },
  import_class_unknown: {
    text: 'There is no class “{name}” in this school year.',
    next: 'Correct the name, or import the pupils first.',
  },
  import_lesson_twice: {
    text: 'The class has another lesson at this hour already (row {other}).',
    next: 'Name the groups of a divided class, or correct the hour.',
  },
  import_has_errors: {
    text: 'The file has {count} errors; nothing was changed.',
    next: 'Correct the named rows, or look at the dry run.',
  },
  import_no_year: {
    text: 'The school has no school year on {date}.',
    next: 'Enter the school year with its terms first.',
  },
  import_unknown: { text: 'There is no such import in this school.', next: 'Look at the list of imports.' },
  import_undone: { text: 'This import was undone already.', next: 'Nothing is left to do.' },
  import_not_last: {
    text: 'A later import of the same kind stands on this one.',
    next: 'Undo the later one first.',
  },
  import_used: {
    text: '{count} of the people of this import have cards, or were changed since.',
    next: 'Take the cards back first, or correct the rows by another import.',
  },
});
