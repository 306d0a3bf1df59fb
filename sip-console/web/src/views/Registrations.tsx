import { signal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { api, type Binding } from '../api';
import { renewed, timed, type Timed } from '../bindings';
import { countdown } from '../format';
import { t } from '../i18n';
import { changes, onBindings } from '../live';
import { Confirm } from '../parts/Dialog';
import { tell, tellFailure } from '../parts/notice';
import { rowKeys } from '../parts/rows';
import { Search } from '../parts/Search';
import { Seldom } from '../seldom';

const MOST = 500;
const REST = 2_000;
const now = signal(performance.now());

/** Who is registered where, for how long, and whether the way there is open. */
export function Registrations() {
    const [words, setWords] = useState('');
    const [rows, setRows] = useState<Timed[] | null>(null);
    const [total, setTotal] = useState(0);
    const [next, setNext] = useState<string | null>(null);
    const [leaving, setLeaving] = useState<Binding | null>(null);
    const [missed, setMissed] = useState(0);
    const pages = useRef(0);
    const asking = useRef<AbortController | null>(null);

    const load = async (cursor: string | null, before: Timed[]) => {
        asking.current?.abort();
        const mine = new AbortController();
        asking.current = mine;
        pages.current = cursor ? pages.current + 1 : 1;
        try {
            const page = await api.registrations({ q: words, limit: 100, cursor }, mine.signal);
            if (mine === asking.current) {
                setRows([...before, ...page.bindings.map((each) => timed(each))].slice(0, MOST));
                setTotal(page.total);
                setNext(page.next);
                setMissed((count) => (cursor ? count : 0));
            }
        } catch (e) {
            if (!mine.signal.aborted) {
                tellFailure(e);
            }
        }
    };
    useEffect(() => {
        void load(null, []);
        // what "more" has added is not thrown away
        const miss = (count: number) => setMissed((before) => before + count);
        const again = new Seldom(REST, async () =>
            pages.current > 1 ? miss(1) : load(null, []),
        );
        const changed = (count: number) => (pages.current > 1 ? miss(count) : again.ask());
        let told = changes.value;
        const stops = [
            changes.subscribe((now) => {
                if (now > told) {
                    changed(now - told);
                    told = now;
                }
            }),
            onBindings((aor, bindings) => {
                if (words) {
                    changed(1);
                } else {
                    const fresh = bindings.map((each) => timed(each));
                    setRows((before) => before && renewed(before, aor, fresh, MOST));
                }
            }),
            () => again.stop(),
            () => asking.current?.abort(),
        ];
        return () => stops.forEach((stop) => stop());
    }, [words]);
    useEffect(() => {
        const tick = setInterval(() => (now.value = performance.now()), 1000);
        return () => clearInterval(tick);
    }, []);
    const remove = async (binding: Binding) => {
        setLeaving(null);
        try {
            await api.unbind(binding.id);
            setRows((before) => before && before.filter((row) => row.binding.id !== binding.id));
            tell(t('bindings.removed', { contact: binding.contact }));
        } catch (e) {
            tellFailure(e);
        }
    };
    return (
        <>
            <h1>{t('nav.registrations')}</h1>
            <form class="bar" role="search" onSubmit={(e) => e.preventDefault()}>
                <Search label={t('bindings.search')} value="" onSearch={setWords} />
                <span class="hint">
                    {rows && t('bindings.count', { n: rows.length, total: Math.max(total, rows.length) })}
                </span>
            </form>
            {rows === null && <p class="empty">{t('loading')}</p>}
            {rows?.length === 0 && <p class="empty">{t(words ? 'bindings.nothing' : 'bindings.none')}</p>}
            {rows !== null && rows.length > 0 && <Table rows={rows} onRemove={setLeaving} />}
            {next && rows && rows.length < MOST && (
                <button type="button" onClick={() => load(next, rows)}>
                    {t('more')}
                </button>
            )}
            {missed > 0 && (
                <p class="hint">
                    {t('bindings.missed', { n: missed })}{' '}
                    <button type="button" class="quiet" onClick={() => load(null, [])}>
                        {t('bindings.again')}
                    </button>
                </p>
            )}
            {leaving && (
                <Confirm
                    title={t('bindings.remove')}
                    text={t('bindings.sure', { aor: leaving.aor, contact: leaving.contact })}
                    verb={t('remove')}
                    onYes={() => remove(leaving)}
                    onClose={() => setLeaving(null)}
                />
            )}
        </>
    );
}

function Table({ rows, onRemove }: { rows: Timed[]; onRemove: (binding: Binding) => void }) {
    return (
        <div class="scroll">
            <table class="bindings" onKeyDown={rowKeys}>
                <thead>
                    <tr>
                        <th scope="col">{t('bindings.aor')}</th>
                        <th scope="col">{t('bindings.contact')}</th>
                        <th scope="col" class="number">
                            {t('bindings.left')}
                        </th>
                        <th scope="col">{t('bindings.flow')}</th>
                        <th scope="col" class="agent">
                            {t('bindings.agent')}
                        </th>
                        <th scope="col">
                            <span class="unseen">{t('remove')}</span>
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {rows.map(({ binding, end }) => (
                        <tr key={binding.id} data-row={binding.id}>
                            <th scope="row" class="code">
                                {binding.aor}
                            </th>
                            <td class="code contact" title={binding.contact}>
                                {binding.contact}
                                <small>
                                    {binding.transport} {binding.received}
                                </small>
                            </td>
                            <td class="number">
                                <Countdown end={end} />
                            </td>
                            <td>
                                <span class={'flow ' + binding.flow}>{t(`flow.${binding.flow}`)}</span>
                            </td>
                            <td class="agent">{binding.userAgent ?? '–'}</td>
                            <td class="actions">
                                <button
                                    type="button"
                                    class="quiet"
                                    aria-label={t('bindings.removeOne', { contact: binding.contact })}
                                    onClick={() => onRemove(binding)}
                                >
                                    {t('remove')}
                                </button>
                            </td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}

function Countdown({ end }: { end: number }) {
    const left = (end - now.value) / 1000;
    return (
        <span class={left < 30 ? 'soon' : ''} role="timer">
            {left <= 0 ? t('bindings.over') : countdown(left)}
        </span>
    );
}
