import { useEffect, useState } from 'preact/hooks';
import { api, type CallQuery, type CallSummary } from '../api';
import { clock, duration, short, tone } from '../format';
import { CAUSES, causeText, t, type Key } from '../i18n';
import { connection, recent } from '../live';
import { tellFailure } from '../parts/notice';
import { rowKeys } from '../parts/rows';
import { Search } from '../parts/Search';
import { hrefOf } from '../route';

/** No more than this is kept of a search; who wants more narrows it. */
const MOST_FOUND = 500;

type Wishes = { user: string; code: string; cause: string; since: string; until: string };

const NONE: Wishes = { user: '', code: '', cause: '', since: '', until: '' };

/** The calls that pass now, or those that a search finds. */
export function Calls() {
    const [wishes, setWishes] = useState<Wishes>(NONE);
    const searching = Object.values(wishes).some(Boolean);
    const wish = (name: keyof Wishes) => (value: string) =>
        setWishes((before) => ({ ...before, [name]: value.trim() }));
    return (
        <>
            <h1>{t('nav.calls')}</h1>
            <form class="bar" role="search" onSubmit={(e) => e.preventDefault()}>
                <Search label={t('calls.user')} value="" onSearch={wish('user')} />
                <Search small label={t('calls.code')} value="" onSearch={wish('code')} />
                <label class="field small">
                    <span>{t('calls.cause')}</span>
                    <select onChange={(e) => wish('cause')(e.currentTarget.value)}>
                        <option value="">{t('calls.any')}</option>
                        {CAUSES.map((cause) => (
                            <option value={cause}>{causeText(cause)}</option>
                        ))}
                    </select>
                </label>
                <details class="times">
                    <summary>{t('calls.time')}</summary>
                    <div>
                        <Search
                            label={t('calls.since')}
                            type="datetime-local"
                            value=""
                            onSearch={wish('since')}
                        />
                        <Search
                            label={t('calls.until')}
                            type="datetime-local"
                            value=""
                            onSearch={wish('until')}
                        />
                    </div>
                </details>
            </form>
            {searching ? <Found wishes={wishes} /> : <Live />}
        </>
    );
}

function Live() {
    const rows = recent.shown.value;
    const paused = recent.paused.value;
    useEffect(() => {
        if (recent.size === 0) {
            api.calls({ limit: 50 }).then((page) => recent.add(page.calls), () => undefined);
        }
    }, []);
    return (
        <>
            <p class="bar under">
                <button
                    type="button"
                    data-shortcut="p"
                    aria-pressed={paused}
                    onClick={() => recent.pause(!paused)}
                >
                    {t(paused ? 'calls.resume' : 'calls.pause')}
                </button>
                <span class="hint">
                    {t('calls.shown', { n: rows.length, most: recent.bound })}
                    {recent.omitted.value > 0 && ' ' + t('calls.omitted', { n: recent.omitted.value })}
                </span>
            </p>
            {rows.length === 0 ? (
                <p class="empty">{t(connection.value === 'open' ? 'calls.none' : 'loading')}</p>
            ) : (
                <CallTable rows={rows} />
            )}
        </>
    );
}

function Found({ wishes }: { wishes: Wishes }) {
    const [rows, setRows] = useState<CallSummary[] | null>(null);
    const [next, setNext] = useState<string | null>(null);
    const query = queryOf(wishes);
    const key = JSON.stringify(query);
    const load = (cursor: string | null, before: CallSummary[], wanted: () => boolean) =>
        api.calls({ ...query, limit: 50, cursor }).then((page) => {
            if (wanted()) {
                setRows([...before, ...page.calls].slice(0, MOST_FOUND));
                setNext(before.length + page.calls.length < MOST_FOUND ? page.next : null);
            }
        }, tellFailure);
    useEffect(() => {
        let current = true;
        void load(null, [], () => current);
        return () => {
            current = false;
        };
    }, [key]);
    if (rows === null) {
        return <p class="empty">{t('loading')}</p>;
    }
    return (
        <>
            <p class="hint" role="status">
                {t(next ? 'calls.foundMore' : 'calls.found', { n: rows.length })}
            </p>
            {rows.length === 0 ? <p class="empty">{t('calls.nothing')}</p> : <CallTable rows={rows} />}
            {next && (
                <button type="button" onClick={() => load(next, rows, () => true)}>
                    {t('more')}
                </button>
            )}
        </>
    );
}

function queryOf(wishes: Wishes): CallQuery {
    const time = (text: string) => {
        const at = new Date(text);
        return text && !Number.isNaN(at.getTime()) ? at.toISOString() : undefined;
    };
    return {
        user: wishes.user,
        code: /^\d{1,3}$/.test(wishes.code) ? wishes.code : undefined,
        cause: wishes.cause,
        since: time(wishes.since),
        until: time(wishes.until),
    };
}

const HEADS: [Key, string][] = [
    ['calls.begun', 'when'],
    ['calls.method', 'method'],
    ['calls.from', 'from'],
    ['calls.to', 'to'],
    ['calls.result', 'result'],
    ['calls.why', 'cause'],
    ['calls.setup', 'number'],
    ['calls.length', 'number length'],
    ['calls.messages', 'number messages'],
];

export function CallTable({ rows }: { rows: readonly CallSummary[] }) {
    return (
        <div class="scroll">
            <table class="calls" onKeyDown={rowKeys}>
                <thead>
                    <tr>
                        {HEADS.map(([key, name]) => (
                            <th scope="col" class={name}>
                                {t(key)}
                            </th>
                        ))}
                    </tr>
                </thead>
                <tbody>
                    {rows.map((row) => (
                        <Row key={row.id} row={row} />
                    ))}
                </tbody>
            </table>
        </div>
    );
}

function Row({ row }: { row: CallSummary }) {
    const time = (ms: number | null) => (ms === null ? '' : duration(ms));
    return (
        <tr data-row={row.id}>
            <td class="when">
                <a href={hrefOf('calls', row.id)}>
                    {clock(row.begun, true)}
                    <span class="unseen">{` ${row.from} → ${row.to}`}</span>
                </a>
            </td>
            <td class="method">{row.method}</td>
            <td class="from code" title={row.from}>
                {short(row.from)}
            </td>
            <td class="to code" title={row.to}>
                {short(row.to)}
            </td>
            <td class={'result tone-' + tone(row.status)}>
                <span class="status">{row.status ?? t(`state.${row.state}`)}</span>{' '}
                <span class="phrase">{row.phrase}</span>
            </td>
            <td class="cause">{row.cause && causeText(row.cause)}</td>
            <td class="number">{time(row.setupMs)}</td>
            <td class="number length">{time(row.durationMs)}</td>
            <td class="number messages">
                {row.messages}
                {row.retransmissions > 0 && (
                    <span class="again" title={t('calls.again', { n: row.retransmissions })}>
                        {' ↻' + row.retransmissions}
                    </span>
                )}
            </td>
        </tr>
    );
}
