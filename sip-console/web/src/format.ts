// Numbers and times as text. Pure: what it says depends on its arguments alone.

/** Milliseconds as a person reads them: 0.31 ms, 12.4 ms, 1.52 s, 3 min 05 s. */
export function duration(ms: number): string {
    if (ms < 0) {
        return '−' + duration(-ms);
    }
    if (ms < 9.995) {
        return ms.toFixed(2) + ' ms';
    }
    if (ms < 99.95) {
        return ms.toFixed(1) + ' ms';
    }
    if (ms < 999.5) {
        return Math.round(ms) + ' ms';
    }
    if (ms < 59_995) {
        return (ms / 1000).toFixed(2) + ' s';
    }
    const seconds = Math.round(ms / 1000);
    return `${Math.floor(seconds / 60)} min ${pad(seconds % 60)} s`;
}

/** Seconds that are left: 0:09, 4:31, 1:02:00. Never below zero. */
export function countdown(seconds: number): string {
    const left = Math.max(0, Math.floor(seconds));
    const hours = Math.floor(left / 3600);
    const minutes = Math.floor(left / 60) % 60;
    const tail = `${hours ? pad(minutes) : minutes}:${pad(left % 60)}`;
    return hours ? `${hours}:${tail}` : tail;
}

/** The time of day of an instant, with milliseconds, in the zone of this machine. */
export function clock(at: string, exact = false): string {
    const time = new Date(at);
    if (Number.isNaN(time.getTime())) {
        return at;
    }
    const text = [time.getHours(), time.getMinutes(), time.getSeconds()].map(pad).join(':');
    return exact ? text + '.' + String(time.getMilliseconds()).padStart(3, '0') : text;
}

/** A number with three digits that count: 1,234, 56.7, 0.12, and 0. */
export function amount(value: number): string {
    const size = Math.abs(value);
    if (size === 0) {
        return '0';
    }
    if (size >= 99.95) {
        return Math.round(value).toLocaleString('en');
    }
    return value.toFixed(size >= 9.995 ? 1 : 2).replace(/\.?0+$/, '');
}

/** An address without its scheme and parameters: what fits into a row. */
export function short(address: string): string {
    return address.replace(/^sips?:/i, '').replace(/[;?].*$/s, '');
}

/** Of the class of a code: how it is coloured. */
export function tone(status: number | null): 'none' | 'wait' | 'good' | 'move' | 'bad' {
    if (status === null) {
        return 'none';
    }
    if (status < 200) {
        return 'wait';
    }
    if (status < 300) {
        return 'good';
    }
    return status < 400 ? 'move' : 'bad';
}

function pad(value: number): string {
    return String(value).padStart(2, '0');
}
