import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { api, type Domain, type Source, type User } from '../api';
import { t } from '../i18n';
import { Confirm, Dialog } from '../parts/Dialog';
import { failureText, tell, tellFailure } from '../parts/notice';
import { rowKeys } from '../parts/rows';
import { Search } from '../parts/Search';

const MOST = 500;

type Asked =
    | { what: 'password'; user: User }
    | { what: 'user'; user: User }
    | { what: 'domain'; domain: Domain };

/** Who may register, and the domains that are served. */
export function Users() {
    const [words, setWords] = useState('');
    const [users, setUsers] = useState<User[] | null>(null);
    const [next, setNext] = useState<string | null>(null);
    const [domains, setDomains] = useState<Domain[]>([]);
    const [asked, setAsked] = useState<Asked | null>(null);
    const mine = useRef(0);

    const load = async (cursor: string | null = null, before: User[] = []) => {
        const turn = ++mine.current;
        try {
            const page = await api.users({ q: words, limit: 100, cursor });
            if (turn === mine.current) {
                setUsers([...before, ...page.users].slice(0, MOST));
                setNext(page.next);
            }
        } catch (e) {
            tellFailure(e);
        }
    };
    const loadDomains = () =>
        api.domains().then((answer) => setDomains(answer.domains), tellFailure);
    useEffect(() => void load(), [words]);
    useEffect(() => void loadDomains(), []);

    // a change counts within a second on the server, and at once in the page
    const done = async (work: Promise<unknown>, text: string, after: () => void) => {
        setAsked(null);
        try {
            await work;
            after();
            tell(text);
        } catch (e) {
            tellFailure(e);
        }
    };
    const without = (id: string) => setUsers((all) => all && all.filter((each) => each.id !== id));
    const withUser = (user: User) =>
        setUsers((all) => [user, ...(all ?? []).filter((each) => each.id !== user.id)]);
    return (
        <>
            <h1>{t('nav.users')}</h1>
            <form class="bar" role="search" onSubmit={(e) => e.preventDefault()}>
                <Search label={t('users.search')} value="" onSearch={setWords} />
            </form>
            <AddUser domains={domains} onAdded={withUser} />
            {users === null && <p class="empty">{t('loading')}</p>}
            {users?.length === 0 && <p class="empty">{t('users.none')}</p>}
            {users !== null && users.length > 0 && <UserTable users={users} onAsk={setAsked} />}
            {next && users && users.length < MOST && (
                <button type="button" onClick={() => load(next, users)}>
                    {t('more')}
                </button>
            )}
            <Domains domains={domains} onAsk={setAsked} onAdded={(domain) => setDomains((all) => [...all, domain])} />
            {asked?.what === 'password' && (
                <NewPassword user={asked.user} onClose={() => setAsked(null)} />
            )}
            {asked?.what === 'user' && (
                <Confirm
                    title={t('users.remove')}
                    text={t('users.sure', { user: asked.user.address })}
                    verb={t('remove')}
                    onClose={() => setAsked(null)}
                    onYes={() =>
                        done(
                            api.removeUser(asked.user.id),
                            t('users.removed', { user: asked.user.address }),
                            () => without(asked.user.id),
                        )
                    }
                />
            )}
            {asked?.what === 'domain' && (
                <Confirm
                    title={t('domains.remove')}
                    text={t('domains.sure', { domain: asked.domain.name })}
                    verb={t('remove')}
                    onClose={() => setAsked(null)}
                    onYes={() =>
                        done(
                            api.removeDomain(asked.domain.id),
                            t('domains.removed', { domain: asked.domain.name }),
                            () => setDomains((all) => all.filter((each) => each.id !== asked.domain.id)),
                        )
                    }
                />
            )}
        </>
    );
}

function AddUser({ domains, onAdded }: { domains: Domain[]; onAdded: (user: User) => void }) {
    const [failure, setFailure] = useState<string | null>(null);
    const add = async (e: SubmitEvent) => {
        e.preventDefault();
        const form = e.currentTarget as HTMLFormElement;
        const fields = new FormData(form);
        const text = (name: string) => String(fields.get(name) ?? '');
        try {
            const user = await api.addUser({
                name: text('name'),
                password: text('password'),
                ...(text('domain') ? { domain: text('domain') } : {}),
            });
            form.reset();
            setFailure(null);
            tell(t('users.added', { user: user.address }));
            onAdded(user);
        } catch (problem) {
            setFailure(failureText(problem));
        }
    };
    return (
        <details class="card">
            <summary>{t('users.add')}</summary>
            <form class="bar" onSubmit={add}>
                <label class="field">
                    <span>{t('users.name')}</span>
                    <input name="name" required maxLength={128} autocomplete="off" spellcheck={false} />
                </label>
                <label class="field">
                    <span>{t('users.domain')}</span>
                    <select name="domain">
                        {domains.map((domain) => (
                            <option value={domain.name}>{domain.name}</option>
                        ))}
                    </select>
                </label>
                <label class="field">
                    <span>{t('users.password')}</span>
                    <input name="password" type="password" required maxLength={256} autocomplete="new-password" />
                </label>
                <button type="submit" class="primary">
                    {t('add')}
                </button>
                {failure && (
                    <p class="problem" role="alert">
                        {failure}
                    </p>
                )}
            </form>
        </details>
    );
}

function UserTable({ users, onAsk }: { users: User[]; onAsk: (asked: Asked) => void }) {
    return (
        <div class="scroll">
            <table class="users" onKeyDown={rowKeys}>
                <thead>
                    <tr>
                        <th scope="col">{t('users.address')}</th>
                        <th scope="col">{t('users.algorithms')}</th>
                        <th scope="col">
                            <span class="unseen">{t('users.actions')}</span>
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {users.map((user) => (
                        <tr key={user.id} data-row={user.id}>
                            <th scope="row" class="code">
                                {user.address}
                            </th>
                            <td>{user.algorithms.join(', ')}</td>
                            <td class="actions">
                                <Changes source={user.source}>
                                    <button
                                        type="button"
                                        class="quiet"
                                        aria-label={t('users.passwordOf', { user: user.address })}
                                        onClick={() => onAsk({ what: 'password', user })}
                                    >
                                        {t('users.password')}
                                    </button>
                                    <button
                                        type="button"
                                        class="quiet"
                                        aria-label={t('users.removeOne', { user: user.address })}
                                        onClick={() => onAsk({ what: 'user', user })}
                                    >
                                        {t('remove')}
                                    </button>
                                </Changes>
                            </td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}

/** What stands in the configuration is changed in its file. */
function Changes({ source, children }: { source: Source; children: ComponentChildren }) {
    return source === 'configuration' ? <span class="hint">{t('source.configuration')}</span> : <>{children}</>;
}

function NewPassword({ user, onClose }: { user: User; onClose: () => void }) {
    const [failure, setFailure] = useState<string | null>(null);
    const change = async (e: SubmitEvent) => {
        e.preventDefault();
        const fields = new FormData(e.currentTarget as HTMLFormElement);
        try {
            await api.changePassword(user.id, String(fields.get('password') ?? ''));
            tell(t('users.changed', { user: user.address }));
            onClose();
        } catch (problem) {
            setFailure(failureText(problem));
        }
    };
    return (
        <Dialog title={t('users.passwordOf', { user: user.address })} onClose={onClose}>
            <form onSubmit={change}>
                <label class="field">
                    <span>{t('users.newPassword')}</span>
                    <input name="password" type="password" required maxLength={256} autocomplete="new-password" />
                </label>
                {failure && (
                    <p class="problem" role="alert">
                        {failure}
                    </p>
                )}
                <p class="actions">
                    <button type="submit" class="primary">
                        {t('save')}
                    </button>
                    <button type="button" onClick={onClose}>
                        {t('cancel')}
                    </button>
                </p>
            </form>
        </Dialog>
    );
}

interface DomainsProps {
    domains: Domain[];
    onAsk: (asked: Asked) => void;
    onAdded: (domain: Domain) => void;
}

function Domains({ domains, onAsk, onAdded }: DomainsProps) {
    const [failure, setFailure] = useState<string | null>(null);
    const add = async (e: SubmitEvent) => {
        e.preventDefault();
        const form = e.currentTarget as HTMLFormElement;
        try {
            const domain = await api.addDomain(String(new FormData(form).get('name') ?? ''));
            form.reset();
            setFailure(null);
            tell(t('domains.added', { domain: domain.name }));
            onAdded(domain);
        } catch (problem) {
            setFailure(failureText(problem));
        }
    };
    return (
        <section>
            <h2>{t('domains.title')}</h2>
            <ul class="domains" onKeyDown={rowKeys}>
                {domains.map((domain) => (
                    <li key={domain.id} data-row={domain.id}>
                        <span class="code">{domain.name}</span>
                        <Changes source={domain.source}>
                            <button
                                type="button"
                                class="quiet"
                                aria-label={t('domains.removeOne', { domain: domain.name })}
                                onClick={() => onAsk({ what: 'domain', domain })}
                            >
                                {t('remove')}
                            </button>
                        </Changes>
                    </li>
                ))}
            </ul>
            <form class="bar" onSubmit={add}>
                <label class="field">
                    <span>{t('domains.new')}</span>
                    <input name="name" required maxLength={253} autocomplete="off" spellcheck={false} />
                </label>
                <button type="submit">{t('add')}</button>
                {failure && (
                    <p class="problem" role="alert">
                        {failure}
                    </p>
                )}
            </form>
        </section>
    );
}
