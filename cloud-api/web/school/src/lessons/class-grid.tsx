import { Box, Text } from '@mantine/core';
import { EmptyState, useProblemText } from '@vratar/ui';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTimeText } from '../../../today/src/use-time-text.ts';
import { dayText } from '../dates.ts';
import './class-grid.css';
import { DecideBar } from './decide-bar.tsx';
import { type Cell, type Column, columnsOf, isChosen, moved, type Selection } from './grid-selection.ts';
import { cellStyle } from './status-look.ts';
import type { ClassWeek, LessonCell } from './types.ts';
import { type Decision, useDecide } from './use-lessons.ts';

interface Props {
  readonly week: ClassWeek;
  readonly onEvidence: (person: string, date: string) => void;
  readonly onExcuse: (persons: readonly string[], date: string) => void;
}

const ARROWS: Readonly<Record<string, { rows: number; columns: number }>> = {
  ArrowUp: { rows: -1, columns: 0 },
  ArrowDown: { rows: 1, columns: 0 },
  ArrowLeft: { rows: 0, columns: -1 },
  ArrowRight: { rows: 0, columns: 1 },
};
/** By place on the keyboard, so that they are the same in Cyrillic and in Latin letters. */
const MARKS: Readonly<Record<string, 'present' | 'late' | 'absent' | 'undo' | 'confirm' | 'excused'>> = {
  KeyP: 'present',
  KeyL: 'late',
  KeyA: 'absent',
  KeyU: 'undo',
  KeyC: 'confirm',
  KeyE: 'excused',
};

/** Pupils down, lessons across: the cell says what the gates propose (pale) or what was decided (solid). */
export function ClassGrid({ week, onEvidence, onExcuse }: Props) {
  const { t } = useTranslation();
  const problem = useProblemText();
  const decide = useDecide();
  const [selection, setSelection] = useState<Selection>();
  const grid = useRef<HTMLTableElement>(null);
  const columns = columnsOf(week);
  const size = { rows: week.pupils.length, columns: columns.length };
  const cellAt = (row: number, column: number): LessonCell | undefined => {
    const { date, lesson } = columns[column] as Column;
    return week.pupils[row]?.days.find((day) => day.date === date)?.lessons.find(({ n }) => n === lesson);
  };
  useEffect(() => {
    if (selection === undefined) return;
    const { row, column } = selection.at;
    grid.current
      ?.querySelector<HTMLElement>(`[data-cell="${row}/${column}"]`)
      ?.focus({ preventScroll: false });
  }, [selection]);
  if (size.columns === 0) return <EmptyState title={t('lessons.none')} hint={t('lessons.none.hint')} />;
  if (size.rows === 0) return <EmptyState title={t('lessons.no_pupils')} />;

  const chosen: { cell: LessonCell; person: string; column: Column }[] = [];
  if (selection !== undefined) {
    for (const [row, { person }] of week.pupils.entries()) {
      for (const [index, column] of columns.entries()) {
        const cell = isChosen(selection, row, index) ? cellAt(row, index) : undefined;
        if (cell !== undefined && column.open && column.start <= week.now)
          chosen.push({ cell, person, column });
      }
    }
  }
  const send = (decisions: Decision[]) => decisions.length > 0 && decide.mutate(decisions);
  const mark = (how: (typeof MARKS)[string], reason?: Decision['reason']) => {
    if (how === 'excused' && reason === undefined) return excuse();
    send(
      chosen.flatMap(({ cell, person, column: { date, lesson } }): Decision[] => {
        if (how === 'undo') return cell.decided ? [{ person, day: date, lesson, mark: 'undo' }] : [];
        if (how === 'confirm') {
          const { status } = cell;
          const proposed = status === 'present' || status === 'late' || status === 'absent';
          return proposed && !cell.decided ? [{ person, day: date, lesson, mark: status }] : [];
        }
        return [{ person, day: date, lesson, mark: how, ...(reason === undefined ? {} : { reason }) }];
      }),
    );
  };
  const excuse = () => {
    const [first] = chosen;
    if (first !== undefined) onExcuse([...new Set(chosen.map(({ person }) => person))], first.column.date);
  };
  const evidence = () => {
    if (selection === undefined) return;
    const pupil = week.pupils[selection.at.row];
    if (pupil !== undefined) onEvidence(pupil.person, (columns[selection.at.column] as Column).date);
  };
  const onKey = (event: KeyboardEvent) => {
    if (selection === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    const how = MARKS[event.code];
    if (arrow !== undefined) setSelection(moved(selection, arrow, size, event.shiftKey));
    else if (event.key === 'Enter') evidence();
    else if (event.key === 'Escape') setSelection(undefined);
    // A key that is held down decides once.
    else if (how !== undefined && !event.repeat) mark(how);
    else return;
    event.preventDefault();
  };
  const choose = (cell: Cell, grows: boolean) =>
    setSelection((before) => ({ at: cell, from: grows && before !== undefined ? before.from : cell }));

  return (
    <>
      <Box className="grid-scroll">
        <table
          className={`class-grid ${week.days.length > 1 ? 'is-week' : 'is-day'}`}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells can be chosen is a grid (WAI-ARIA)
          role="grid"
          ref={grid}
          onKeyDown={onKey}
          aria-multiselectable
        >
          <GridHead week={week} columns={columns} />
          <tbody>
            {week.pupils.map(({ person, name }, row) => (
              <tr key={person}>
                <th scope="row">
                  <span className="number">{row + 1}</span> {name}
                </th>
                {columns.map((column, index) => (
                  <GridCell
                    key={`${column.date}/${column.lesson}`}
                    place={`${row}/${index}`}
                    column={column}
                    cell={cellAt(row, index)}
                    label={name}
                    chosen={selection !== undefined && isChosen(selection, row, index)}
                    tabbable={
                      selection === undefined
                        ? row === 0 && index === 0
                        : selection.at.row === row && selection.at.column === index
                    }
                    running={column.start <= week.now && week.now < column.end}
                    onChoose={(grows) => choose({ row, column: index }, grows)}
                    onOpen={() => onEvidence(person, column.date)}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Box>
      {decide.error !== null && (
        <Text c="red" role="alert" mt="sm">
          {problem(decide.error)}
        </Text>
      )}
      {selection !== undefined && (
        <DecideBar
          count={chosen.length}
          busy={decide.isPending}
          onMark={mark}
          onExcuse={excuse}
          onEvidence={evidence}
          onClose={() => setSelection(undefined)}
        />
      )}
    </>
  );
}

function GridHead({ week, columns }: { readonly week: ClassWeek; readonly columns: readonly Column[] }) {
  const { t, i18n } = useTranslation();
  const time = useTimeText(week.timezone);
  const days = week.days.filter(({ lessons }) => lessons.length > 0);
  return (
    <thead>
      {week.days.length > 1 && (
        <tr>
          <th />
          {days.map(({ date, lessons }) => (
            <th key={date} colSpan={lessons.length} className="day-start">
              {dayText(date, i18n.language, { weekday: 'short', day: 'numeric', month: 'numeric' })}
            </th>
          ))}
        </tr>
      )}
      <tr>
        <th scope="col">{t('lessons.pupil')}</th>
        {columns.map(({ date, lesson, start, end, subject, first }) => (
          <th
            key={`${date}/${lesson}`}
            scope="col"
            className={first ? 'day-start' : ''}
            title={`${subject ?? ''} ${time(start)}–${time(end)}`}
          >
            {lesson}
            {week.days.length === 1 && (
              <span className="lesson-head">
                {subject}
                <br />
                {time(start)}
              </span>
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface CellProps {
  readonly place: string;
  readonly column: Column;
  readonly cell: LessonCell | undefined;
  readonly label: string;
  readonly chosen: boolean;
  readonly tabbable: boolean;
  readonly running: boolean;
  readonly onChoose: (grows: boolean) => void;
  readonly onOpen: () => void;
}

function GridCell({ place, column, cell, label, chosen, tabbable, running, onChoose, onOpen }: CellProps) {
  const { t } = useTranslation();
  const said = cell === undefined ? '' : t(`status.${cell.status}`);
  const how = cell?.decided ? t('lessons.decided') : t('lessons.proposed');
  const className = [column.first ? 'day-start' : '', chosen ? 'is-chosen' : '', running ? 'is-running' : ''];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid listens to keys for all of its cells
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: and these are its cells
      role="gridcell"
      data-cell={place}
      className={className.join(' ')}
      tabIndex={tabbable ? 0 : -1}
      aria-selected={chosen}
      aria-label={`${label}, ${column.date}, ${t('today.lesson', { n: column.lesson })}: ${said}, ${how}`}
      onClick={(event) => onChoose(event.shiftKey)}
      onDoubleClick={onOpen}
    >
      {cell !== undefined && (
        <span className="lesson-cell" style={cellStyle(cell)}>
          {t(`cell.${cell.status}`)}
          {cell.leftEarly === true && <sup>↗</sup>}
        </span>
      )}
    </td>
  );
}
