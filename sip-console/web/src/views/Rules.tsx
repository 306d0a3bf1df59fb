import { useEffect, useRef, useState } from 'preact/hooks';
import { api, Failure, type ConfigError, type Rules as Config } from '../api';
import { clock } from '../format';
import { t } from '../i18n';
import { version } from '../live';
import { failureText, tell } from '../parts/notice';

/** The place of a line and a column, both from 1, in a text. */
export function placeOf(text: string, line: number, column: number): number {
    const lines = text.split('\n');
    const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
    return Math.min(before + Math.min(column - 1, (lines[line - 1] ?? '').length), text.length);
}

/** The configuration: edited, checked, and put in force. */
export function Rules() {
    const [config, setConfig] = useState<Config | null>(null);
    const [text, setText] = useState('');
    const [errors, setErrors] = useState<ConfigError[] | null>(null);
    const [checked, setChecked] = useState<string | null>(null);
    const [failure, setFailure] = useState<string | null>(null);
    const area = useRef<HTMLTextAreaElement>(null);

    const take = (answer: Config) => {
        setConfig(answer);
        setText(answer.text);
        setErrors(null);
        setChecked(null);
        setFailure(null);
    };
    const load = () => api.rules().then(take, (e) => setFailure(failureText(e)));
    useEffect(() => void load(), []);

    const found = (list: ConfigError[], of: string) => {
        setErrors(list);
        setChecked(list.length === 0 ? of : null);
        setFailure(null);
    };
    const validate = async () => {
        try {
            found((await api.validate(text)).errors, text);
        } catch (e) {
            setFailure(failureText(e));
        }
    };
    const apply = async () => {
        if (!config) {
            return;
        }
        try {
            const answer = await api.apply(text, config.digest);
            take(answer);
            tell(t('rules.applied', { n: answer.version.number }));
        } catch (e) {
            const list = e instanceof Failure ? e.problem.errors : undefined;
            if (list) {
                found(list, text);
            } else {
                setFailure(failureText(e));
            }
        }
    };
    const show = (error: ConfigError) => {
        const at = placeOf(text, error.line ?? 1, error.column ?? 1);
        area.current?.focus();
        area.current?.setSelectionRange(at, at);
    };
    if (!config) {
        return (
            <>
                <h1>{t('nav.rules')}</h1>
                <p class="empty">{failure ?? t('loading')}</p>
            </>
        );
    }
    const changed = text !== config.text;
    return (
        <>
            <h1>{t('nav.rules')}</h1>
            <p class="hint">
                {t('rules.version', { n: config.version.number, time: clock(config.version.since) })}{' '}
                {config.file ? <span class="code">{config.file}</span> : t('rules.noFile')}
                {config.version.pending.length > 0 &&
                    ' ' + t('rules.pending', { keys: config.version.pending.join(', ') })}
            </p>
            {version.value > config.version.number && (
                <p class="problem" role="status">
                    {t('rules.newer', { n: version.value })}{' '}
                    <button type="button" onClick={load}>
                        {t('rules.reload')}
                    </button>
                </p>
            )}
            <Editor
                area={area}
                text={text}
                readonly={!config.writable}
                wrong={new Set(errors?.map((each) => each.line ?? 0))}
                onText={(now) => setText(now)}
            />
            <p class="actions">
                <button type="button" onClick={validate}>
                    {t('rules.validate')}
                </button>
                <button
                    type="button"
                    class="primary"
                    disabled={!config.writable || !changed || checked !== text}
                    onClick={apply}
                >
                    {t('rules.apply')}
                </button>
                <button type="button" disabled={!changed} onClick={() => take(config)}>
                    {t('rules.undo')}
                </button>
            </p>
            <div role="status" aria-live="polite">
                {failure && <p class="problem">{failure}</p>}
                {checked === text && <p class="fine">{t('rules.valid')}</p>}
                {changed && checked !== text && !errors?.length && (
                    <p class="hint">{t('rules.first')}</p>
                )}
                {errors !== null && errors.length > 0 && <Errors errors={errors} onShow={show} />}
            </div>
        </>
    );
}

function Errors({ errors, onShow }: { errors: ConfigError[]; onShow: (error: ConfigError) => void }) {
    return (
        <ul class="errors">
            {errors.map((error) => (
                <li>
                    <button type="button" class="quiet code" onClick={() => onShow(error)}>
                        {error.line === null ? '–' : `${error.line}:${error.column ?? 1}`}
                    </button>
                    <span>
                        {error.message}
                        {error.suggestion && <> {t('rules.meant', { word: error.suggestion })}</>}
                    </span>
                </li>
            ))}
        </ul>
    );
}

interface EditorProps {
    area: { current: HTMLTextAreaElement | null };
    text: string;
    readonly: boolean;
    wrong: ReadonlySet<number>;
    onText: (text: string) => void;
}

function Editor({ area, text, readonly, wrong, onText }: EditorProps) {
    const gutter = useRef<HTMLDivElement>(null);
    const lines = text.split('\n').length;
    return (
        <div class="editor">
            <div class="lines" ref={gutter} aria-hidden="true">
                {Array.from({ length: lines }, (_, i) => (
                    <span class={wrong.has(i + 1) ? 'wrong' : ''}>{i + 1}</span>
                ))}
            </div>
            <textarea
                ref={area}
                value={text}
                readOnly={readonly}
                rows={Math.max(12, Math.min(lines + 1, 32))}
                wrap="off"
                spellcheck={false}
                autocomplete="off"
                aria-label={t('rules.text')}
                aria-invalid={wrong.size > 0}
                onInput={(e) => onText(e.currentTarget.value)}
                onScroll={(e) => {
                    if (gutter.current) {
                        gutter.current.scrollTop = e.currentTarget.scrollTop;
                    }
                }}
            />
        </div>
    );
}
