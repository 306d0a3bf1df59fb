import { effect, signal } from '@preact/signals';
import { keep, kept } from './kept';

export type Theme = 'auto' | 'light' | 'dark';

const ORDER: Theme[] = ['auto', 'light', 'dark'];

export const theme = signal<Theme>(ORDER.find((each) => each === kept('theme')) ?? 'auto');

effect(() => {
    document.documentElement.dataset.theme = theme.value;
});

export function nextTheme(): void {
    theme.value = ORDER[(ORDER.indexOf(theme.value) + 1) % ORDER.length] ?? 'auto';
    keep('theme', theme.value);
}
