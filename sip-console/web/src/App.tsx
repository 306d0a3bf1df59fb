import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { api, session } from './api';
import { amount } from './format';
import { lang, switchLanguage, t, type Key } from './i18n';
import { helpOpen, listen, shortcuts, switchShortcuts } from './keys';
import { connection, latest } from './live';
import { Dialog } from './parts/Dialog';
import { Notices } from './parts/notice';
import { go, hrefOf, route } from './route';
import { nextTheme, theme } from './theme';
import { Calls } from './views/Calls';
import { CallView } from './views/CallView';
import { Codes } from './views/Codes';
import { Later } from './views/Later';
import { Login } from './views/Login';
import { Rates } from './views/Rates';
import { Registrations } from './views/Registrations';
import { Rules } from './views/Rules';
import { Users } from './views/Users';

const VIEWS = ['phones', 'calls', 'registrations', 'rates', 'codes', 'users', 'rules'] as const;

type ViewName = (typeof VIEWS)[number];

function views(): ViewName[] {
    return VIEWS.filter((view) => view !== 'phones' || session.value?.demo);
}

function current(): ViewName {
    const known = views();
    return known.find((view) => view === route.value.view) ?? known[0] ?? 'calls';
}

export function App() {
    useEffect(() => {
        api.session().then(
            (answer) => (session.value = answer),
            () => (session.value = null),
        );
    }, []);
    if (session.value === undefined) {
        return <p class="empty">{t('loading')}</p>;
    }
    return (
        <>
            {session.value ? <Console /> : <Login />}
            <Notices />
        </>
    );
}

function Console() {
    const content = useRef<HTMLElement>(null);
    const view = current();
    const place = view + '/' + (route.value.id ?? '');
    const first = useRef(true);
    useEffect(() => {
        document.title = `${t(`nav.${view}`)} · Ringback`;
    }, [view, lang.value]);
    useEffect(() => {
        if (first.current) {
            first.current = false;
        } else if (view !== 'codes') {
            content.current?.focus();
            scrollTo(0, 0);
        }
    }, [place]);
    // before anything can be seen: a key that is pressed then counts
    useLayoutEffect(
        () =>
            listen({
                '?': () => (helpOpen.value = true),
                '/': () => content.current?.querySelector<HTMLElement>('input')?.focus(),
                p: () => content.current?.querySelector<HTMLElement>('[data-shortcut=p]')?.click(),
                t: nextTheme,
                l: switchLanguage,
                ...Object.fromEntries(views().map((each, i) => [String(i + 1), () => go(each)])),
            }),
        [],
    );
    return (
        <div class="shell">
            <a class="skip" href="#content" onClick={(e) => {
                e.preventDefault();
                content.current?.focus();
            }}>
                {t('skip')}
            </a>
            <Top view={view} />
            <main id="content" ref={content} tabIndex={-1}>
                <View view={view} id={route.value.id} />
            </main>
            {helpOpen.value && <Help />}
        </div>
    );
}

function View({ view, id }: { view: ViewName; id: string | null }) {
    switch (view) {
        case 'phones':
            return <Later />;
        case 'calls':
            return id ? <CallView id={id} /> : <Calls />;
        case 'registrations':
            return <Registrations />;
        case 'rates':
            return <Rates />;
        case 'codes':
            return <Codes id={id} />;
        case 'users':
            return <Users />;
        case 'rules':
            return <Rules />;
    }
}

function Top({ view }: { view: ViewName }) {
    const sample = latest.value;
    const tabs = useRef<HTMLElement>(null);
    useEffect(() => {
        // where the row of views is wider than a telephone, the current one is in sight
        const tab = tabs.current?.querySelector<HTMLElement>('[aria-current]');
        tabs.current?.scrollTo({ left: (tab?.offsetLeft ?? 0) - 40 });
    }, [view]);
    return (
        <header class="top">
            <a class="brand" href={hrefOf(views()[0] ?? 'calls')}>
                <img src="/icon.svg" alt="" width={22} height={22} /> Ringback
            </a>
            <nav ref={tabs} aria-label={t('nav.label')}>
                <ul>
                    {views().map((each) => (
                        <li>
                            <a href={hrefOf(each)} aria-current={each === view ? 'page' : undefined}>
                                {t(`nav.${each}`)}
                            </a>
                        </li>
                    ))}
                </ul>
            </nav>
            <p class="pulse">
                <span class={'dot ' + connection.value} />
                <span class="unseen">{t(`connection.${connection.value}`)}</span>
                {sample && (
                    <>
                        <span>{t('pulse.messages', { n: amount(sample.messagesIn) })}</span>
                        <span>{t('pulse.up', { n: sample.callsUp })}</span>
                    </>
                )}
                {connection.value === 'lost' && <span>{t('connection.lost')}</span>}
            </p>
            <p class="tools">
                <button type="button" class="quiet" onClick={switchLanguage} aria-label={t('lang.switch')}>
                    {t('lang.other')}
                </button>
                <button
                    type="button"
                    class="quiet"
                    onClick={nextTheme}
                    aria-label={t('theme.switch', { theme: t(`theme.${theme.value}`) })}
                >
                    {t(`theme.${theme.value}`)}
                </button>
                <button
                    type="button"
                    class="quiet"
                    onClick={() => (helpOpen.value = true)}
                    aria-label={t('help.title')}
                >
                    ?
                </button>
                {session.value?.by === 'token' && (
                    <button
                        type="button"
                        class="quiet"
                        onClick={() => api.logout().finally(() => (session.value = null))}
                    >
                        {t('logout')}
                    </button>
                )}
            </p>
        </header>
    );
}

function Help() {
    const rows: [string, Key][] = [
        ['/', 'help.search'],
        ['p', 'help.pause'],
        ['↑ ↓', 'help.arrows'],
        ['Enter', 'help.enter'],
        ['Esc', 'help.escape'],
        ['t', 'help.theme'],
        ['l', 'help.lang'],
        ['?', 'help.help'],
    ];
    return (
        <Dialog title={t('help.title')} onClose={() => (helpOpen.value = false)}>
            <dl class="shortcuts">
                {views().map((view, i) => (
                    <>
                        <dt>
                            <kbd>{i + 1}</kbd>
                        </dt>
                        <dd>{t(`nav.${view}`)}</dd>
                    </>
                ))}
                {rows.map(([key, text]) => (
                    <>
                        <dt>
                            <kbd>{key}</kbd>
                        </dt>
                        <dd>{t(text)}</dd>
                    </>
                ))}
            </dl>
            <p>
                <label>
                    <input
                        type="checkbox"
                        checked={shortcuts.value}
                        onChange={(e) => switchShortcuts(e.currentTarget.checked)}
                    />{' '}
                    {t('help.on')}
                </label>
            </p>
            <p class="actions">
                <button type="button" onClick={() => (helpOpen.value = false)}>
                    {t('close')}
                </button>
            </p>
        </Dialog>
    );
}
