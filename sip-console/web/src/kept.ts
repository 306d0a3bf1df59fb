// What the page remembers between visits. A browser may forbid it: then it remembers nothing.
export function kept(name: string): string | null {
    try {
        return localStorage.getItem('ringback.' + name);
    } catch {
        return null;
    }
}

export function keep(name: string, value: string): void {
    try {
        localStorage.setItem('ringback.' + name, value);
    } catch {
        // not remembered
    }
}
