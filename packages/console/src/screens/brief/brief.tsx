// The shift brief (RATINGS 7.9): what happened since one was last here, as few chats to read as will do, and that it was read.
import type { Report } from '@rapport/protocol';
import type { JSX } from 'preact';
import { useCallback, useState } from 'preact/hooks';
import { useLoaded } from '../../loaded.ts';
import { findingText } from '../../report-codes.ts';
import { reportWords } from '../../report-words.ts';
import { hashOf, pageHash } from '../../route.ts';
import { fullText } from '../../time.ts';
import { useUi } from '../../ui.tsx';
import { words } from '../../words.ts';
import { Failed, Heading } from '../form.tsx';
import { FigureCard } from '../reports/figure.tsx';
import { TableOf } from '../reports/report-table.tsx';
import { SessionList } from '../reports/session-list.tsx';
import { useNames } from '../reports/use-names.ts';

const w = reportWords.brief;

export function Brief(): JSX.Element {
  const { api } = useUi();
  const load = useCallback(async () => (await api.call('GET', '/v1/reports/brief')) as Report, [api]);
  const { value, problem, again } = useLoaded(load);
  return (
    <main class="page reports brief" aria-labelledby="page-title">
      <header class="page-head">
        <h2 id="page-title">{w.title}</h2>
        <a class="bt" href={hashOf(null)}>
          {w.inbox}
        </a>
        <a class="bt" href={pageHash('reports')}>
          {reportWords.title}
        </a>
      </header>
      {value !== null ? (
        <Since report={value} />
      ) : problem ? (
        <Failed text={reportWords.failed} again={again} word={words.retry} />
      ) : (
        <p class="empty">{words.loading}</p>
      )}
    </main>
  );
}

function Since({ report }: { report: Report }): JSX.Element {
  const { locale } = useUi();
  const names = useNames(report.asked.zone);
  const lists = report.lists.filter(({ lines }) => lines.length > 0);
  // Who is owed something first; what was praised and proposed has time.
  const isOwed = ({ id }: (typeof lists)[number]): boolean => id === 'unhappy' || id === 'promised';
  const read = (some: typeof lists): JSX.Element[] =>
    some.map(({ id, lines }) => <SessionList key={id} id={id} lines={lines} />);
  return (
    <div class="report-page">
      <Heading>{w.since(fullText(report.asked.from, locale))}</Heading>
      {lists.length === 0 && <p class="lead">{w.nothing}</p>}
      {report.findings.length > 0 && (
        <ul class="findings">
          {report.findings.map((it) => (
            <li key={`${it.code} ${it.at} ${it.value}`}>
              {findingText(it, it.at === undefined ? null : names.day(it.at))}
            </li>
          ))}
        </ul>
      )}
      {read(lists.filter(isOwed))}
      <div class="figures">
        {report.figures.map((figure) => (
          <FigureCard key={figure.id} figure={figure} />
        ))}
      </div>
      {read(lists.filter((it) => !isOwed(it)))}
      {report.tables.map((table) => (
        <TableOf key={table.id} table={table} names={names} />
      ))}
      <Read upTo={report.asked.to} />
    </div>
  );
}

function Read({ upTo }: { upTo: number }): JSX.Element {
  const { api } = useUi();
  const [is, setIs] = useState<'unread' | 'busy' | 'read' | 'failed'>('unread');
  const read = async (): Promise<void> => {
    if (is === 'busy') return;
    setIs('busy');
    setIs(
      await api.call('PUT', '/v1/brief', { upTo }).then(
        () => 'read' as const,
        () => 'failed' as const,
      ),
    );
  };
  return (
    <div class="act">
      {is !== 'read' && (
        <button type="button" class="bt p" aria-disabled={is === 'busy'} onClick={() => void read()}>
          {w.read}
        </button>
      )}
      <p class="said" role="status">
        {is === 'read' && w.isRead}
      </p>
      <p class="error" role="alert">
        {is === 'failed' && w.failed}
      </p>
    </div>
  );
}
