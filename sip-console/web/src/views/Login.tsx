import { useState } from 'preact/hooks';
import { api, Failure, session } from '../api';
import { t } from '../i18n';
import { failureText } from '../parts/notice';

/** Asks for the token that `ringback serve` has printed. */
export function Login() {
    const [failure, setFailure] = useState<string | null>(null);
    const [busy, setBusy] = useState(false);
    const login = async (e: SubmitEvent) => {
        e.preventDefault();
        const token = String(new FormData(e.currentTarget as HTMLFormElement).get('token') ?? '');
        setBusy(true);
        try {
            session.value = await api.login(token.trim());
        } catch (problem) {
            const wrong = problem instanceof Failure && problem.problem.status === 401;
            setFailure(wrong ? t('login.wrong') : failureText(problem));
        }
        setBusy(false);
    };
    return (
        <main class="login" id="content">
            <h1>Ringback</h1>
            <form onSubmit={login}>
                <label class="field">
                    <span>{t('login.token')}</span>
                    <input
                        name="token"
                        type="password"
                        required
                        autofocus
                        maxLength={256}
                        autocomplete="current-password"
                        aria-invalid={failure !== null}
                        aria-describedby="login-help"
                    />
                </label>
                <button type="submit" class="primary" disabled={busy}>
                    {t('login.enter')}
                </button>
                <p id="login-help" class="hint">
                    {t('login.help')}
                </p>
                {failure && (
                    <p class="problem" role="alert">
                        {failure}
                    </p>
                )}
            </form>
        </main>
    );
}
