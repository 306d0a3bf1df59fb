/**
 * Does something when it is asked to, and rests after that: what is asked for meanwhile is done once,
 * later.
 */
export class Seldom {
    private timer: ReturnType<typeof setTimeout> | undefined;
    private busy = false;
    private again = false;
    private stopped = false;

    constructor(
        readonly rest: number,
        readonly act: () => Promise<void>,
    ) {}

    ask(): void {
        if (this.busy) {
            this.again = true;
            return;
        }
        this.busy = true;
        void this.act().finally(() => {
            this.timer = setTimeout(() => this.rested(), this.rest);
        });
    }

    private rested(): void {
        this.busy = this.stopped;
        if (this.again && !this.stopped) {
            this.again = false;
            this.ask();
        }
    }

    /** Nothing is done any more. */
    stop(): void {
        clearTimeout(this.timer);
        this.stopped = true;
        this.busy = true;
    }
}
