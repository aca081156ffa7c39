// Years of sessions drawn by a seed, for whoever proves reports by what was planted in them; and how a row of the session table is
// written. The relay draws one itself when it is asked for sample data (core/sample/sample.ts).

export { dayMs, weekdayOf, weekMs, weekOf, weeks } from '../core/sample/calendar.ts';
export { createDice, type Dice } from '../core/sample/dice.ts';
export { heavyVisitor, yearOf } from '../core/sample/draw.ts';
export {
  avoider,
  better,
  mainReasons,
  nothing,
  partnerAgents,
  planted,
  shiftWeek,
  shopAgents,
  teams,
  worse,
} from '../core/sample/plan.ts';
export { sessionColumns, sessionValues } from '../store/sqlite/session-rows.ts';
