// The shortcuts of the page: one key each, nothing while somebody types. They can be switched off.
import { signal } from '@preact/signals';
import { keep, kept } from './kept';

export const helpOpen = signal(false);
export const shortcuts = signal(kept('shortcuts') !== 'off');

export function switchShortcuts(on: boolean): void {
    shortcuts.value = on;
    keep('shortcuts', on ? 'on' : 'off');
}

/** Whether a key belongs to what has the focus. */
export function typing(target: EventTarget | null): boolean {
    const element = target as HTMLElement | null;
    if (!element?.tagName) {
        return false;
    }
    return /^(TEXTAREA|SELECT)$/.test(element.tagName) || isTextField(element);
}

function isTextField(element: HTMLElement): boolean {
    return element.tagName === 'INPUT' && !/^(checkbox|radio|button)$/.test((element as HTMLInputElement).type);
}

/** Has the actions done by their keys. */
export function listen(actions: Record<string, () => void>): () => void {
    const on = (e: KeyboardEvent) => {
        if (e.ctrlKey || e.metaKey || e.altKey || typing(e.target) || document.querySelector('dialog[open]')) {
            return;
        }
        const action = shortcuts.value || e.key === '?' ? actions[e.key] : undefined;
        if (action) {
            e.preventDefault();
            action();
        }
    };
    addEventListener('keydown', on);
    return () => removeEventListener('keydown', on);
}
