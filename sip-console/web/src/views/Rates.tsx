import { useEffect, useState } from 'preact/hooks';
import { api, type RateSample } from '../api';
import { Chart, type Series } from '../charts/Chart';
import { thinned } from '../charts/scale';
import { t } from '../i18n';
import { tellFailure } from '../parts/notice';

const AGAIN = 10_000;
const POINTS = 360;

type Value = (sample: RateSample) => number | null;

/** What the server does a second, and how fast, over the last hour. */
export function Rates() {
    const [samples, setSamples] = useState<RateSample[] | null>(null);
    useEffect(() => {
        let current = true;
        const load = () =>
            api
                .rates({ step: 10, seconds: 3600 })
                .then((answer) => current && setSamples(answer.samples.slice(-POINTS)), tellFailure);
        void load();
        const timer = setInterval(load, AGAIN);
        return () => {
            current = false;
            clearInterval(timer);
        };
    }, []);
    if (samples === null) {
        return (
            <>
                <h1>{t('nav.rates')}</h1>
                <p class="empty">{t('loading')}</p>
            </>
        );
    }
    const times = samples.map((each) => each.at);
    const line = (name: string, value: Value): Series => ({
        name,
        values: thinned(samples.map(value), POINTS),
    });
    const second = t('rates.second');
    return (
        <>
            <h1>{t('nav.rates')}</h1>
            <p class="hint">{t('rates.hour')}</p>
            <div class="charts">
                <Chart
                    title={t('rates.calls')}
                    unit={second}
                    times={times}
                    series={[
                        line(t('rates.answered'), (each) => each.calls),
                        line(t('rates.failures'), (each) => each.failures),
                        line(t('rates.registrations'), (each) => each.registrations),
                    ]}
                />
                <Chart
                    title={t('rates.latency')}
                    unit="ms"
                    times={times}
                    series={[
                        line(t('rates.median'), (each) => each.latencyMs?.p50 ?? null),
                        line('p90', (each) => each.latencyMs?.p90 ?? null),
                        line('p99', (each) => each.latencyMs?.p99 ?? null),
                    ]}
                />
                <Chart
                    title={t('rates.messages')}
                    unit={second}
                    times={times}
                    series={[
                        line(t('rates.in'), (each) => each.messagesIn),
                        line(t('rates.out'), (each) => each.messagesOut),
                        line(t('rates.repeats'), (each) => each.retransmissions),
                        line(t('rates.dropped'), (each) => each.dropped),
                    ]}
                />
                <Chart
                    title={t('rates.now')}
                    unit=""
                    times={times}
                    series={[
                        line(t('rates.up'), (each) => each.callsUp),
                        line(t('rates.bindings'), (each) => each.bindings),
                    ]}
                />
            </div>
        </>
    );
}
