import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../i18n';

interface Props {
    title: string;
    onClose: () => void;
    children: ComponentChildren;
}

/** A window above the page. Escape closes it, and the focus goes back to where it was. */
export function Dialog({ title, onClose, children }: Props) {
    const box = useRef<HTMLDialogElement>(null);
    useLayoutEffect(() => {
        const before = document.activeElement as HTMLElement | null;
        box.current?.showModal();
        return () => before?.focus();
    }, []);
    return (
        <dialog ref={box} aria-label={title} onClose={onClose}>
            <h2>{title}</h2>
            {children}
        </dialog>
    );
}

interface ConfirmProps {
    title: string;
    text: string;
    verb: string;
    onYes: () => void;
    onClose: () => void;
}

/** Asks before something is done that cannot be undone. */
export function Confirm({ title, text, verb, onYes, onClose }: ConfirmProps) {
    return (
        <Dialog title={title} onClose={onClose}>
            <p class="wrap">{text}</p>
            <p class="actions">
                <button type="button" class="danger" onClick={onYes}>
                    {verb}
                </button>
                <button type="button" onClick={onClose}>
                    {t('cancel')}
                </button>
            </p>
        </Dialog>
    );
}
