import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import en from '../src/i18n/en.json';
import zh from '../src/i18n/zh.json';

const texts: Record<string, Record<string, string>> = { en, zh };

function sources(folder = 'src'): { path: string; text: string }[] {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) {
            return sources(path);
        }
        return /\.tsx?$/.test(path) ? [{ path, text: readFileSync(path, 'utf8') }] : [];
    });
}

describe('the languages', () => {
    it('say the same things', () => expect(Object.keys(zh)).toEqual(Object.keys(en)));

    it('have no empty text', () => {
        for (const language of Object.values(texts)) {
            expect(Object.entries(language).filter(([, text]) => !text.trim())).toEqual([]);
        }
    });

    it('name the same values in each text', () => {
        const names = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
        for (const [key, text] of Object.entries(en)) {
            expect(names((zh as Record<string, string>)[key] ?? ''), key).toEqual(names(text));
        }
    });

    it('are not each other', () => {
        const spoken = Object.entries(zh).filter(([key]) => !key.startsWith('lang.'));
        const without = spoken.filter(([, text]) => !/\p{Script=Han}/u.test(text)).map(([key]) => key);
        expect(without.filter((key) => !['bindings.count', 'list.comma', 'help.arrows'].includes(key))).toEqual([]);
    });

    it('have each text that the page asks for, and no other', () => {
        const all = sources()
            .map(({ text }) => text)
            .join('\n');
        const asked = [...all.matchAll(/['`](\w+\.[\w-]+)['`]/g)].map((match) => match[1] ?? '');
        const groups = [...all.matchAll(/`(\w+)\.\$\{|word\(\s*'(\w+)'/g)].map((match) => match[1] ?? match[2]);
        const simple = /\bt\(\s*(?:\w+ \? )?'(\w+)'/g;
        const used = new Set([...asked, ...[...all.matchAll(simple)].map((match) => match[1] ?? '')]);
        const unused = Object.keys(en).filter(
            (key) => !used.has(key) && ![...groups, 'cause', 'causes'].includes(key.split('.')[0]),
        );
        expect(unused).toEqual([]);
    });
});

describe('the sources', () => {
    const forbidden =
        /[iI]nnerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser|srcdoc|\beval\s*\(|new Function\b|setTimeout\(\s*['"`]/;

    it('never make markup of text', () => {
        expect(sources().filter(({ text }) => forbidden.test(text)).map(({ path }) => path)).toEqual([]);
    });

    it('link to nothing that a peer has named', () => {
        const links = sources().flatMap(({ text }) => text.match(/(?:href|src|action|xlinkHref)=\{[^}]*\}?/g) ?? []);
        const known = /^(href=\{(hrefOf|safe|api\.pcap)\()/;
        expect(links.filter((link) => !known.test(link))).toEqual([]);
    });

    it('have no file of more than 600 lines and no line of more than 120 characters', () => {
        for (const { path, text } of sources()) {
            const lines = text.split('\n');
            expect(lines.length, path).toBeLessThanOrEqual(600);
            expect(Math.max(...lines.map((line) => line.length)), path).toBeLessThanOrEqual(120);
        }
    });
});
