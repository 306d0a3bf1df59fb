import { useEffect, useRef, useState } from 'preact/hooks';
import { api, type Call, type Message, type Reason, type Remark, type Why } from '../api';
import { clock, duration, tone } from '../format';
import { lang, t, word } from '../i18n';
import { failureText } from '../parts/notice';
import { Ladder, causeName, type Chosen } from './Ladder';

/** A call: why it ended, its ladder, and the message that was chosen. */
export function CallPane({ call }: { call: Call }) {
    const [chosen, setChosen] = useState<Chosen | null>(null);
    const ladder = useRef<HTMLDivElement>(null);
    useEffect(() => setChosen(null), [call.summary.id]);
    const close = () => {
        setChosen(null);
        ladder.current?.querySelector<SVGElement>('[tabindex="0"]')?.focus();
    };
    return (
        <div class="call-pane">
            <WhyPanel call={call} />
            <div class={chosen ? 'split open' : 'split'}>
                <div ref={ladder} class="ladder-side">
                    <Ladder call={call} chosen={chosen} onChoose={setChosen} />
                </div>
                {chosen && <Detail call={call.summary.id} chosen={chosen} onClose={close} />}
            </div>
        </div>
    );
}

/** Why it ended as it did; asked for again when something was decided. */
export function WhyPanel({ call }: { call: Call }) {
    const [why, setWhy] = useState<Why | null>(null);
    const { id, status, state } = call.summary;
    const language = lang.value;
    useEffect(() => {
        let current = true;
        setWhy((before) => (before?.id === id ? before : null));
        if (status !== null || call.remarks.length > 0) {
            api.why(id, language).then(
                (answer) => current && setWhy(answer),
                () => undefined,
            );
        }
        return () => {
            current = false;
        };
    }, [id, status, state, call.remarks.length, language]);
    const words = status === null ? t('why.open') : `${status} ${call.summary.phrase ?? ''}`;
    return (
        <section class={'why tone-' + tone(status)} aria-label={t('why.label')} aria-live="polite">
            <p class="verdict">
                <span class="status">{words}</span>
                <span class="state">{t(`state.${state}`)}</span>
            </p>
            {why && <p class="headline">{why.headline}</p>}
            {why && why.steps.length > 1 && (
                <details>
                    <summary>{t('why.chain', { n: why.steps.length })}</summary>
                    <ol class="chain">
                        {why.steps.map((step) => (
                            <li class={'depth' + Math.min(step.depth, 5)}>
                                <span class="text">{step.text}</span>
                                {step.at && <time>{clock(step.at, true)}</time>}
                            </li>
                        ))}
                    </ol>
                </details>
            )}
        </section>
    );
}

function Detail({ call, chosen, onClose }: { call: string; chosen: Chosen; onClose: () => void }) {
    const head = useRef<HTMLHeadingElement>(null);
    const key = 'message' in chosen ? 'm' + chosen.message.index : 'r' + chosen.remark.at;
    useEffect(() => head.current?.focus({ preventScroll: false }), [key]);
    return (
        <aside
            class="detail"
            aria-label={t('detail.label')}
            onKeyDown={(e) => {
                if (e.key === 'Escape') {
                    e.stopPropagation();
                    onClose();
                }
            }}
        >
            <button type="button" class="quiet close" onClick={onClose} aria-label={t('close')}>
                ×
            </button>
            <h3 tabIndex={-1} ref={head}>
                {'message' in chosen ? chosen.message.startLine : causeName(chosen.remark.reason)}
            </h3>
            {'message' in chosen ? (
                <MessageText call={call} message={chosen.message} />
            ) : (
                <RemarkText remark={chosen.remark} />
            )}
        </aside>
    );
}

/** The text of a message; asked for where it was not told because the call is large. */
function useRaw(call: string, message: Message): string | null {
    const [raw, setRaw] = useState(message.raw);
    useEffect(() => {
        let current = true;
        setRaw(message.raw);
        if (message.raw === null) {
            api.call(call).then(
                ({ messages }) => {
                    const same = messages.find(({ index, at }) => index === message.index && at === message.at);
                    if (current) {
                        setRaw(same?.raw ?? message.startLine);
                    }
                },
                (e) => current && setRaw(failureText(e)),
            );
        }
        return () => {
            current = false;
        };
    }, [call, message]);
    return raw;
}

function MessageText({ call, message }: { call: string; message: Message }) {
    const raw = useRaw(call, message);
    return (
        <>
            <dl class="facts">
                <dt>{t('detail.time')}</dt>
                <dd>
                    {clock(message.at, true)} (+{duration(message.sinceStartMs)})
                </dd>
                <dt>{t('detail.way')}</dt>
                <dd class="code">
                    {message.transport} {message.source} → {message.destination}
                </dd>
                <dt>{t('detail.size')}</dt>
                <dd>{t('detail.octets', { n: message.octets })}</dd>
                {message.repeats !== null && (
                    <>
                        <dt>{t('detail.repeats')}</dt>
                        <dd>{t('detail.repeatsOf', { n: message.repeats + 1 })}</dd>
                    </>
                )}
                {message.clause && (
                    <>
                        <dt>{t('detail.clause')}</dt>
                        <dd>
                            <a href={safe(message.clause.url)} target="_blank" rel="noreferrer">
                                {message.clause.name}
                            </a>
                        </dd>
                    </>
                )}
            </dl>
            <pre class="raw" tabIndex={0} role="region" aria-label={t('detail.raw')}>
                {raw ?? t('loading')}
            </pre>
        </>
    );
}

function RemarkText({ remark }: { remark: Remark }) {
    return (
        <>
            <p>
                {t('detail.decided', {
                    status: remark.status,
                    method: remark.method,
                    time: duration(remark.sinceStartMs),
                })}
            </p>
            <ReasonTree reason={remark.reason} />
        </>
    );
}

function ReasonTree({ reason }: { reason: Reason }) {
    const facts = Object.entries(reason.facts);
    return (
        <div class="reason">
            <p class="kind">{causeName(reason)}</p>
            {facts.length > 0 && (
                <dl class="facts">
                    {facts.map(([name, value]) => (
                        <>
                            <dt>{word('fact', name)}</dt>
                            <dd class="code">{value}</dd>
                        </>
                    ))}
                </dl>
            )}
            {reason.parts.map((part) => (
                <ReasonTree reason={part} />
            ))}
        </div>
    );
}

/** An address that a link may have: that of the RFC editor and nothing else. */
export function safe(url: string | null | undefined): string | undefined {
    return url?.startsWith('https://www.rfc-editor.org/') ? url : undefined;
}
