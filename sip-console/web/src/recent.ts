import { signal } from '@preact/signals';
import type { CallSummary } from './api';

/**
 * The calls that were told last, the newest first, never more than `bound`. While it is paused
 * what is shown stays as it is; what comes meanwhile is kept within the same bound.
 */
export class Recent {
    readonly shown = signal<readonly CallSummary[]>([]);
    readonly paused = signal(false);
    /** How many calls were told, and how many more changes there were, since the page is open. */
    readonly told = signal(0);
    readonly omitted = signal(0);
    private rows: readonly CallSummary[] = [];

    constructor(readonly bound: number) {}

    add(calls: readonly CallSummary[], omitted = 0): void {
        const known = new Set(this.rows.map((row) => row.id));
        const fresh = new Map<string, CallSummary>();
        for (const call of calls) {
            if (!known.has(call.id) && !fresh.has(call.id)) {
                this.told.value++;
            }
            fresh.set(call.id, call);
        }
        const renewed = this.rows.map((row) => fresh.get(row.id) ?? row);
        const added = [...fresh.values()].filter((call) => !known.has(call.id));
        added.sort(newestFirst);
        this.rows = [...added, ...renewed].sort(newestFirst).slice(0, this.bound);
        this.omitted.value += omitted;
        if (!this.paused.value) {
            this.shown.value = this.rows;
        }
    }

    pause(on: boolean): void {
        this.paused.value = on;
        if (!on) {
            this.shown.value = this.rows;
        }
    }

    /** How many rows are held, shown or not. */
    get size(): number {
        return Math.max(this.rows.length, this.shown.value.length);
    }
}

function newestFirst(one: CallSummary, other: CallSummary): number {
    return one.begun < other.begun ? 1 : one.begun > other.begun ? -1 : 0;
}
