import type { Migration } from 'kysely/migration';
import { days } from './3001-days.ts';
import { followFacts } from './3002-follow-facts.ts';
import { settled } from './3003-settled.ts';
import { followDecisions } from './3004-follow-decisions.ts';
import { runs } from './3005-runs.ts';
import { settings } from './3006-settings.ts';
import { familyDays } from './3007-family-days.ts';
import { choices } from './3008-choices.ts';
import { holders } from './3009-holders.ts';
import { followService } from './3010-follow-service.ts';
import { steppedClocks } from './3011-stepped-clocks.ts';
import { movedBoots } from './3012-moved-boots.ts';

export const attendanceMigrations: Readonly<Record<string, Migration>> = {
  '3001_days': days,
  '3002_follow_facts': followFacts,
  '3003_settled': settled,
  '3004_follow_decisions': followDecisions,
  '3005_runs': runs,
  '3006_settings': settings,
  '3007_family_days': familyDays,
  '3008_choices': choices,
  '3009_holders': holders,
  '3010_follow_service': followService,
  '3011_stepped_clocks': steppedClocks,
  '3012_moved_boots': movedBoots,
};
