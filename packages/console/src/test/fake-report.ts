// Reports as the relay gives them, small enough to be read.
import type { Figure, Report, ReportName, SessionLine } from '@rapport/protocol';

export const figure = (over: Partial<Figure> = {}): Figure => ({
  id: 'csat',
  formula: 'F1',
  kind: 'share',
  value: 348 / 401,
  count: 348,
  n: 401,
  interval: [0.8311, 0.8978],
  show: 'compare',
  ...over,
});

export const line = (over: Partial<SessionLine> = {}): SessionLine => ({
  conv: 'c1',
  n: 1,
  endedAt: Date.UTC(2026, 10, 20, 9),
  visitor: 'v-ana',
  name: 'Ana',
  score: 2,
  resolved: 'no',
  reasons: ['runaround'],
  comment: 'I explained it three times.',
  agents: ['agent-jon'],
  team: 'sales',
  page: '/checkout',
  marks: ['low_score'],
  ...over,
});

export const report = (name: ReportName, over: Partial<Report> = {}): Report => ({
  name,
  asked: { from: Date.UTC(2026, 9, 24, 22), to: Date.UTC(2026, 10, 23, 23), zone: 'Europe/Tirane' },
  sessions: 1_204,
  voided: 1,
  spam: 0,
  openFrom: Date.UTC(2026, 10, 20, 12),
  figures: [],
  tables: [],
  lists: [],
  findings: [],
  ...over,
});
