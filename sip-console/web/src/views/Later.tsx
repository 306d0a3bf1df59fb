import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n';
import { failureText } from '../parts/notice';

/** The telephones, fetched when somebody opens them: JsSIP is larger than all the rest. */
export function Later() {
    const [view, setView] = useState<{ Phones: ComponentType } | null>(null);
    const [failure, setFailure] = useState<string | null>(null);
    useEffect(() => {
        import('./Phones').then(setView, (e) => setFailure(failureText(e)));
    }, []);
    return view ? <view.Phones /> : <p class="empty">{failure ?? t('loading')}</p>;
}
