import { useEffect, useState } from 'preact/hooks';
import { api, Failure, type Call } from '../api';
import { clock, duration } from '../format';
import { t } from '../i18n';
import { onCall, watched } from '../live';
import { failureText } from '../parts/notice';
import { CallPane } from '../ladder/CallPane';
import { hrefOf } from '../route';

/** One call, as it goes on. */
export function CallView({ id }: { id: string }) {
    const [call, setCall] = useState<Call | null>(null);
    const [failure, setFailure] = useState<string | null>(null);
    useEffect(() => {
        let current = true;
        setCall(null);
        setFailure(null);
        watched.value = { call: id };
        const stop = onCall((news) => {
            if (news.summary.id === id) {
                setCall((before) => newer(before, news));
            }
        });
        api.call(id).then(
            (answer) => current && setCall((before) => newer(before, answer)),
            (e) => current && setFailure(isGone(e) ? t('call.gone') : failureText(e)),
        );
        return () => {
            current = false;
            watched.value = {};
            stop();
        };
    }, [id]);
    return (
        <>
            <p class="crumbs">
                <a href={hrefOf('calls')}>← {t('nav.calls')}</a>
            </p>
            {call ? <Whole call={call} /> : <p class="empty">{failure ?? t('loading')}</p>}
        </>
    );
}

/** What was asked for may arrive after what was told. */
export function newer(before: Call | null, news: Call): Call {
    const size = (call: Call) => call.messages.length + call.forgotten + call.remarks.length;
    return before && before.summary.id === news.summary.id && size(before) > size(news) ? before : news;
}

function isGone(e: unknown): boolean {
    return e instanceof Failure && e.problem.status === 404;
}

function Whole({ call }: { call: Call }) {
    const { summary } = call;
    const times: [string, number | null][] = [
        [t('calls.setup'), summary.setupMs],
        [t('call.ring'), summary.ringMs],
        [t('calls.length'), summary.durationMs],
    ];
    return (
        <>
            <header class="call-head">
                <h1>
                    {summary.method} <span class="code">{summary.from}</span> →{' '}
                    <span class="code">{summary.to}</span>
                </h1>
                <a class="button" href={api.pcap(summary.id)} download>
                    {t('call.pcap')}
                </a>
            </header>
            <dl class="line">
                <dt>{t('calls.begun')}</dt>
                <dd>{clock(summary.begun, true)}</dd>
                {times.map(
                    ([name, ms]) =>
                        ms !== null && (
                            <>
                                <dt>{name}</dt>
                                <dd>{duration(ms)}</dd>
                            </>
                        ),
                )}
                <dt>{t('calls.messages')}</dt>
                <dd>{summary.messages}</dd>
                <dt>Call-ID</dt>
                <dd class="code wrap">{summary.callId}</dd>
            </dl>
            <CallPane call={call} />
        </>
    );
}
