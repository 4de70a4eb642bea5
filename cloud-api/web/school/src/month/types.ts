export type {
  ActLine,
  AspRowView,
  AspView,
  ClassLine,
  ClassMonth,
  CorrectionView,
  MonthLine,
  MonthList,
  MonthView,
  OpenDay,
  Possible,
} from '../../../../src/month/routes/schema.ts';
