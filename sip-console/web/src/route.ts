import { signal } from '@preact/signals';

/** Where in the page we are: the words of the address behind its #, `#/calls/abc`. */
export interface Route {
    view: string;
    id: string | null;
}

export function routeOf(hash: string): Route {
    const [view = '', id] = hash.replace(/^#\/?/, '').split('/');
    return { view, id: id ? decoded(id) : null };
}

function decoded(word: string): string {
    try {
        return decodeURIComponent(word);
    } catch {
        return word;
    }
}

export const route = signal<Route>(routeOf(location.hash));

addEventListener('hashchange', () => {
    route.value = routeOf(location.hash);
});

export function hrefOf(view: string, id?: string): string {
    return '#/' + view + (id === undefined ? '' : '/' + encodeURIComponent(id));
}

export function go(view: string, id?: string): void {
    location.hash = hrefOf(view, id);
}
