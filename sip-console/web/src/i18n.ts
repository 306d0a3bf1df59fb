import { computed, effect, signal } from '@preact/signals';
import type { Lang } from './api';
import en from './i18n/en.json';
import zh from './i18n/zh.json';
import { kept, keep } from './kept';

export type Key = keyof typeof en;

const TEXTS: Record<Lang, Record<string, string>> = { en, zh };

export function languageOf(wishes: readonly string[]): Lang {
    for (const wish of wishes) {
        const word = wish.toLowerCase().split('-')[0];
        if (word === 'zh' || word === 'en') {
            return word;
        }
    }
    return 'en';
}

export const lang = signal<Lang>(languageOf([kept('lang') ?? '', ...navigator.languages]));

effect(() => {
    document.documentElement.lang = lang.value === 'zh' ? 'zh-CN' : 'en';
});

export function switchLanguage(): void {
    lang.value = lang.value === 'en' ? 'zh' : 'en';
    keep('lang', lang.value);
}

const texts = computed(() => TEXTS[lang.value]);

/** A text of the language, with the values for its {names}. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
    const text = texts.value[key] ?? en[key];
    return text.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
}

/** A text for a word of the server; the word itself where the page does not know it. */
export function word(group: string, name: string): string {
    return texts.value[`${group}.${name}`] ?? name;
}

/** What decided, in a few words: by its kind, or else by the family that its kind begins with. */
export function causeText(kind: string): string {
    const exact = texts.value['cause.' + kind];
    if (exact) {
        return exact;
    }
    const families = Object.keys(en).filter((key) => key.startsWith('causes.'));
    const family = families.find((key) => kind.startsWith(key.slice('causes.'.length) + '-'));
    const rest = kind.slice((family?.length ?? 0) - 'causes.'.length + 1).replaceAll('-', ' ');
    return family ? t(family as Key, { rest }) : kind;
}

/** The kinds that have words of their own. */
export const CAUSES = Object.keys(en)
    .filter((key) => key.startsWith('cause.'))
    .map((key) => key.slice('cause.'.length));
