// What people, teams and days are called in a report.
import { teamNames } from '../../team-names.ts';
import { useDesk, useUi } from '../../ui.tsx';
import { words } from '../../words.ts';
import type { Names } from './report-table.tsx';

/** What people and teams are called here, and what a day is in the zone of the report. */
export function useNames(zone: string, people: readonly { id: string; name: string }[] = []): Names {
  const { locale } = useUi();
  const { staff, sites } = useDesk();
  const teams = teamNames(sites.value);
  const day = (at: number | string): string => {
    const isDay = typeof at === 'string';
    const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: isDay ? 'UTC' : zone });
    const time = isDay ? Date.parse(`${at}T00:00Z`) : at;
    return Number.isNaN(time) ? String(at) : format.format(time);
  };
  return {
    agent: (id) => [...people, ...staff.value].find((it) => it.id === id)?.name ?? words.somebody,
    team: (key) => teams.get(key) ?? key,
    day,
  };
}
