export type ImportKindName = 'students' | 'staff' | 'guardians' | 'timetable';
