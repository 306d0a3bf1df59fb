/** Arrow keys among the rows of a list: each has `data-row`, and what gets the focus in it. */
export function rowKeys(e: KeyboardEvent): void {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[e.key];
    const target = e.target as HTMLElement;
    const jump = e.key === 'Home' || e.key === 'End';
    if ((step === undefined && !jump) || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) {
        return;
    }
    const rows = [...(e.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[data-row]')];
    const here = rows.findIndex((row) => row === target || row.contains(target));
    const to = e.key === 'Home' ? 0 : e.key === 'End' ? rows.length - 1 : here + (step ?? 0);
    const row = rows[to];
    if (row) {
        e.preventDefault();
        (row.matches('a,button') ? row : row.querySelector<HTMLElement>('a,button'))?.focus();
    }
}
