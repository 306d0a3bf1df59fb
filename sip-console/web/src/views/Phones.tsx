import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { api, type Call, type Demo } from '../api';
import { t } from '../i18n';
import { CallPane } from '../ladder/CallPane';
import { onCall, watched } from '../live';
import { failureText } from '../parts/notice';
import { Phone } from '../phone/phone';
import { Softphone } from '../phone/Softphone';
import { hrefOf } from '../route';
import { newer } from './CallView';

/** How long the call may be missing in what is told before it is asked for. */
const PATIENCE = 700;

/** They live as long as the page: a call goes on while somebody looks at another view. */
const phones = signal<Phone[]>([]);
const echo = signal('');
const lastCallId = signal<string | null>(null);

async function startPhones(): Promise<void> {
    if (phones.value.length > 0) {
        return;
    }
    const demo = await api.demo();
    if (phones.value.length === 0) {
        phones.value = demo.users.slice(0, 2).map((user, i) => phoneOf(demo, user, i));
        addEventListener('pagehide', () => phones.value.forEach((phone) => phone.stop()));
        echo.value = demo.echo.replace(/^sip:/, '').split('@')[0] ?? '';
    }
}

/** One microphone and one loudspeaker for two telephones would howl: the second one has neither. */
function phoneOf(demo: Demo, user: Demo['users'][number], place: number): Phone {
    const phone = new Phone({ ...user, ws: demo.ws });
    phone.source.value = place === 0 ? 'microphone' : 'tone';
    phone.speak(place === 0);
    phone.onCall = (callId) => (lastCallId.value = callId);
    phone.start();
    return phone;
}

/** Two telephones in one page, and below them the ladder of their call while it happens. */
export function Phones() {
    const [failure, setFailure] = useState<string | null>(null);
    const call = useFollowed(lastCallId.value);
    useEffect(() => {
        startPhones().catch((e) => setFailure(failureText(e)));
    }, []);
    const names = phones.value.map((phone) => phone.account.name);
    return (
        <>
            <h1>{t('nav.phones')}</h1>
            {failure && <p class="problem">{failure}</p>}
            <div class="phones">
                {phones.value.map((phone) => (
                    <Softphone
                        key={phone.account.name}
                        phone={phone}
                        others={[
                            ...names.filter((name) => name !== phone.account.name),
                            ...(echo.value ? [echo.value] : []),
                        ]}
                    />
                ))}
            </div>
            <section class="below" aria-label={t('phones.ladder')}>
                {call ? (
                    <>
                        <p class="crumbs">
                            <a href={hrefOf('calls', call.summary.id)}>{t('phones.open')}</a>
                        </p>
                        <CallPane call={call} />
                    </>
                ) : (
                    <p class="empty">{t('phones.first', { name: names[1] ?? 'bob' })}</p>
                )}
            </section>
        </>
    );
}

/** The call with that Call-ID, as it goes on; the server tells of whichever began last. */
function useFollowed(callId: string | null): Call | null {
    const [call, setCall] = useState<Call | null>(null);
    useEffect(() => {
        watched.value = { newest: true };
        return () => {
            watched.value = {};
        };
    }, []);
    useEffect(() => {
        if (callId === null) {
            return;
        }
        let seen = false;
        let current = true;
        const take = (news: Call) => {
            seen = true;
            setCall((before) => newer(before, news));
        };
        const stop = onCall((news) => {
            if (news.summary.callId === callId) {
                take(news);
            } else if (seen) {
                // another one began: from now on this one by name
                setCall((before) => {
                    if (before?.summary.callId === callId) {
                        watched.value = { call: before.summary.id };
                    }
                    return before;
                });
            }
        });
        const search = async () => {
            const page = await api.calls({ user: callId, limit: 1 });
            const found = page.calls[0];
            if (current && !seen && found) {
                watched.value = { call: found.id };
                take(await api.call(found.id));
            }
        };
        const timer = setInterval(() => (seen ? clearInterval(timer) : search().catch(() => undefined)), PATIENCE);
        if (watched.value.call) {
            watched.value = { newest: true };
        }
        return () => {
            current = false;
            clearInterval(timer);
            stop();
        };
    }, [callId]);
    return call?.summary.callId === callId ? call : null;
}
