import { signal } from '@preact/signals';
import { Failure } from '../api';
import { t } from '../i18n';

interface Notice {
    text: string;
    bad: boolean;
}

const LONG_ENOUGH = 6_000;

const notice = signal<Notice | null>(null);
let end: ReturnType<typeof setTimeout> | undefined;

/** Tells what came of something, in a place that screen readers watch. */
export function tell(text: string, bad = false): void {
    notice.value = { text, bad };
    clearTimeout(end);
    end = setTimeout(() => (notice.value = null), LONG_ENOUGH);
}

/** Tells what went wrong. */
export function tellFailure(e: unknown): void {
    tell(failureText(e), true);
}

export function failureText(e: unknown): string {
    if (e instanceof Failure && e.problem.status === 0) {
        return t('failure.unreachable');
    }
    return e instanceof Error ? e.message : String(e);
}

export function Notices() {
    const now = notice.value;
    return (
        <div class="notices" role="status" aria-live="polite">
            {now && <p class={now.bad ? 'notice bad' : 'notice'}>{now.text}</p>}
        </div>
    );
}
