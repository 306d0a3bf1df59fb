import { signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { countdown, short } from '../format';
import { t } from '../i18n';
import type { Ending, Phone, PhoneCall } from './phone';
import type { Source } from './sound';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];
const SOURCES: Source[] = ['microphone', 'tone', 'silence'];
const now = signal(Date.now());

/** One telephone: its line, its call, and what can be done now. */
export function Softphone({ phone, others }: { phone: Phone; others: string[] }) {
    const target = useSignal('');
    useEffect(() => {
        const tick = setInterval(() => (now.value = Date.now()), 1000);
        return () => clearInterval(tick);
    }, []);
    const { name } = phone.account;
    const call = phone.call.value;
    const ready = phone.line.value === 'registered';
    const host = phone.account.uri.split('@')[1] ?? '';
    const dial = (word: string) => phone.dial(addressOf(word, host));
    return (
        <section class="phone" aria-label={t('phone.of', { name })} data-phone={name}>
            <header>
                <h2>{name}</h2>
                <p class={'line-state ' + phone.line.value} role="status">
                    {t(`line.${phone.line.value}`)}
                    {phone.problem.value && ': ' + phone.problem.value}
                </p>
            </header>
            <div class="screen" role="status" aria-live="polite">
                {call ? <Now call={call} /> : <Before ending={phone.ending.value} />}
                {phone.sends.value === 'silence' && phone.source.value === 'microphone' && (
                    <p class="hint">{t('phone.silent')}</p>
                )}
                {call?.stage === 'up' && (
                    <p class={phone.hears.value ? 'hears on' : 'hears'}>
                        {t(phone.hears.value ? 'phone.hears' : 'phone.deaf')}
                    </p>
                )}
            </div>
            {!call && (
                <>
                    <p class="actions">
                        {others.map((other, i) => (
                            <button
                                type="button"
                                class={i === 0 ? 'primary' : ''}
                                disabled={!ready}
                                onClick={() => dial(other)}
                            >
                                {t('phone.call', { name: other })}
                            </button>
                        ))}
                    </p>
                    <form
                        class="dial"
                        onSubmit={(e) => {
                            e.preventDefault();
                            void dial(target.value.trim());
                        }}
                    >
                        <input
                            aria-label={t('phone.target')}
                            placeholder={t('phone.target')}
                            value={target.value}
                            autocomplete="off"
                            spellcheck={false}
                            onInput={(e) => (target.value = e.currentTarget.value)}
                        />
                        <button type="submit" disabled={!ready || !target.value.trim()}>
                            {t('phone.dial')}
                        </button>
                    </form>
                </>
            )}
            {call && <Controls phone={phone} call={call} />}
            <div class="phone-foot">
                <label>
                    {t('phone.sends')}{' '}
                    <select
                        value={phone.source.value}
                        disabled={call !== null}
                        onChange={(e) => (phone.source.value = e.currentTarget.value as Source)}
                    >
                        {SOURCES.map((source) => (
                            <option value={source}>{t(`source.${source}` as 'source.tone')}</option>
                        ))}
                    </select>
                </label>
                <label>
                    <input
                        type="checkbox"
                        checked={phone.speaker.value}
                        onChange={(e) => phone.speak(e.currentTarget.checked)}
                    />{' '}
                    {t('phone.speaker')}
                </label>
            </div>
        </section>
    );
}

function addressOf(word: string, host: string): string {
    if (/^sips?:/i.test(word)) {
        return word;
    }
    return 'sip:' + (word.includes('@') ? word : `${encodeURIComponent(word)}@${host}`);
}

function Now({ call }: { call: PhoneCall }) {
    const seconds = (now.value - call.since) / 1000;
    return (
        <>
            <p class="stage">{t(`stage.${call.stage}`, { peer: short(call.peer) })}</p>
            {call.stage === 'up' && <p class="clock">{countdown(Math.max(0, seconds))}</p>}
        </>
    );
}

function Before({ ending }: { ending: Ending | null }) {
    if (!ending) {
        return <p class="stage hint">{t('phone.idle')}</p>;
    }
    if (!ending.failed) {
        return <p class="stage">{t('phone.ended')}</p>;
    }
    return (
        <p class="stage bad">
            {ending.code
                ? t('phone.failed', { code: ending.code, cause: ending.cause })
                : t('phone.failedHere', { cause: ending.cause })}
        </p>
    );
}

function Controls({ phone, call }: { phone: Phone; call: PhoneCall }) {
    return (
        <>
            <p class="actions">
                {call.stage === 'incoming' && (
                    <button type="button" class="primary" onClick={() => phone.answer()}>
                        {t('phone.answer')}
                    </button>
                )}
                <button type="button" class="danger" onClick={() => phone.hangUp()}>
                    {t(call.stage === 'incoming' ? 'phone.decline' : 'phone.hangUp')}
                </button>
                {call.stage === 'up' && (
                    <button
                        type="button"
                        aria-pressed={phone.muted.value}
                        onClick={() => phone.mute(!phone.muted.value)}
                    >
                        {t('phone.mute')}
                    </button>
                )}
            </p>
            {call.stage === 'up' && (
                <details class="keypad">
                    <summary>
                        {t('phone.keypad')} <output>{phone.digits.value}</output>
                    </summary>
                    <div class="keys" role="group" aria-label={t('phone.keypad')}>
                        {KEYS.map((key) => (
                            <button type="button" onClick={() => phone.digit(key)}>
                                {key}
                            </button>
                        ))}
                    </div>
                </details>
            )}
        </>
    );
}
