import { useEffect, useState } from 'preact/hooks';
import { api, type Code } from '../api';
import { tone } from '../format';
import { lang, t, type Key } from '../i18n';
import { safe } from '../ladder/CallPane';
import { tell, tellFailure } from '../parts/notice';
import { rowKeys } from '../parts/rows';
import { Search } from '../parts/Search';
import { hrefOf } from '../route';

/** Those that have all the words somewhere, or begin with the number. */
export function matching(codes: readonly Code[], words: string): Code[] {
    const parts = words.toLowerCase().split(/\s+/).filter(Boolean);
    return codes.filter((code) => {
        const text = [code.phrase, code.name, code.meaning, code.cause, code.client, ...code.senders]
            .join(' ')
            .toLowerCase();
        return parts.every((part) =>
            /^\d+$/.test(part) ? String(code.status).startsWith(part) : text.includes(part),
        );
    });
}

/** The response codes of SIP, explained. */
export function Codes({ id }: { id: string | null }) {
    const [codes, setCodes] = useState<Code[] | null>(null);
    const [words, setWords] = useState('');
    const language = lang.value;
    useEffect(() => {
        let current = true;
        api.codes(language).then((answer) => current && setCodes(answer.codes), tellFailure);
        return () => {
            current = false;
        };
    }, [language]);
    const found = codes ? matching(codes, words) : [];
    const open = codes?.find((code) => String(code.status) === id) ?? null;
    return (
        <>
            <h1>{t('nav.codes')}</h1>
            <form class="bar" role="search" onSubmit={(e) => e.preventDefault()}>
                <Search label={t('codes.search')} value="" onSearch={setWords} />
                <span class="hint" role="status">
                    {codes && t('codes.count', { n: found.length })}
                </span>
            </form>
            {codes === null && <p class="empty">{t('loading')}</p>}
            <div class={open ? 'codes open' : 'codes'}>
                <nav class="code-list" aria-label={t('nav.codes')} onKeyDown={rowKeys}>
                    <Families codes={found} chosen={open} />
                </nav>
                {open && <CodeText code={open} />}
            </div>
        </>
    );
}

function Families({ codes, chosen }: { codes: Code[]; chosen: Code | null }) {
    const families = [...new Set(codes.map((code) => code.family))];
    return (
        <>
            {families.map((family) => (
                <section key={family}>
                    <h2>{t(`family.${family}` as Key)}</h2>
                    <ul>
                        {codes
                            .filter((code) => code.family === family)
                            .map((code) => (
                                <li key={code.status}>
                                    <a
                                        data-row={code.status}
                                        href={hrefOf('codes', String(code.status))}
                                        aria-current={code === chosen ? 'true' : undefined}
                                        class={'tone-' + tone(code.status)}
                                    >
                                        <span class="status">{code.status}</span>
                                        <span>{code.name}</span>
                                    </a>
                                </li>
                            ))}
                    </ul>
                </section>
            ))}
        </>
    );
}

function CodeText({ code }: { code: Code }) {
    const copy = () =>
        navigator.clipboard.writeText(code.command).then(
            () => tell(t('codes.copied')),
            () => tell(t('codes.notCopied'), true),
        );
    return (
        <article class="code-text" aria-live="polite">
            <h2 class={'tone-' + tone(code.status)}>
                <span class="status">{code.status}</span> {code.phrase}
            </h2>
            {code.name !== code.phrase && <p class="name">{code.name}</p>}
            <p class="lead">{code.meaning}</p>
            <dl>
                <dt>{t('codes.sender')}</dt>
                <dd>{code.senders.join(t('list.comma'))}</dd>
                <dt>{t('codes.cause')}</dt>
                <dd>{code.cause}</dd>
                <dt>{t('codes.headers')}</dt>
                <dd>
                    {code.headers || t('codes.nothing')}
                    {code.carries.length > 0 && (
                        <span class="chips">
                            {code.carries.map((each) => (
                                <code>{each}</code>
                            ))}
                        </span>
                    )}
                </dd>
                <dt>{t('codes.client')}</dt>
                <dd>{code.client}</dd>
                <dt>{t('codes.clause')}</dt>
                <dd>
                    {safe(code.clauseUrl) ? (
                        <a href={safe(code.clauseUrl)} target="_blank" rel="noreferrer">
                            {code.clause}
                        </a>
                    ) : (
                        code.clause
                    )}
                </dd>
                <dt>{t('codes.try')}</dt>
                <dd>
                    {code.try}
                    {code.command && (
                        <p class="command">
                            <code>{code.command}</code>
                            <button type="button" class="quiet" onClick={copy}>
                                {t('codes.copy')}
                            </button>
                        </p>
                    )}
                </dd>
            </dl>
            <p>
                <a href={hrefOf('codes')}>{t('close')}</a>
            </p>
        </article>
    );
}
