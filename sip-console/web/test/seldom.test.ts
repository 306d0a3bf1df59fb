import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Seldom } from '../src/seldom';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('does at once what is asked for first, and then once a rest', async () => {
    let done = 0;
    const seldom = new Seldom(2_000, async () => void done++);
    seldom.ask();
    expect(done).toBe(1);
    for (let i = 0; i < 99; i++) {
        seldom.ask();
        await vi.advanceTimersByTimeAsync(100);
    }
    expect(done).toBe(5);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(done).toBe(6);
});

it('begins nothing while what it does takes longer than a rest', async () => {
    let done = 0;
    let end: () => void = () => undefined;
    const seldom = new Seldom(2_000, () => {
        done++;
        return new Promise((resolve) => (end = resolve));
    });
    seldom.ask();
    seldom.ask();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(done).toBe(1);
    end();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(done).toBe(2);
});

it('does nothing any more once it is stopped', async () => {
    let done = 0;
    const seldom = new Seldom(2_000, async () => void done++);
    seldom.ask();
    seldom.ask();
    seldom.stop();
    seldom.ask();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(done).toBe(1);
});
