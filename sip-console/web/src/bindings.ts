import type { Binding } from './api';

/** A binding and when it ends by the clock of this page: the server's may go differently. */
export interface Timed {
    binding: Binding;
    end: number;
}

export function timed(binding: Binding, at = performance.now()): Timed {
    return { binding, end: at + binding.expiresSeconds * 1000 };
}

/** The rows after a change of one address-of-record, never more than `most`. */
export function renewed(rows: Timed[], aor: string, fresh: Timed[], most: number): Timed[] {
    const first = rows.findIndex((row) => row.binding.aor === aor);
    const others = rows.filter((row) => row.binding.aor !== aor);
    const at = first < 0 ? others.length : first;
    return [...others.slice(0, at), ...fresh, ...others.slice(at)].slice(0, most);
}
