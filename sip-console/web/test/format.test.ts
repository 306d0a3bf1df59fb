import { describe, expect, it } from 'vitest';
import { linePath, roundUp, thinned } from '../src/charts/scale';
import { amount, clock, countdown, duration, short, tone } from '../src/format';

describe('times', () => {
    it.each([
        [0, '0.00 ms'],
        [0.314, '0.31 ms'],
        [9.996, '10.0 ms'],
        [62.44, '62.4 ms'],
        [99.96, '100 ms'],
        [999.4, '999 ms'],
        [999.6, '1.00 s'],
        [3140, '3.14 s'],
        [59_996, '1 min 00 s'],
        [185_000, '3 min 05 s'],
        [-12, '−12.0 ms'],
    ])('%d ms are read as %s', (ms, text) => expect(duration(ms)).toBe(text));

    it.each([
        [-3, '0:00'],
        [9.9, '0:09'],
        [271, '4:31'],
        [3600, '1:00:00'],
        [3725, '1:02:05'],
    ])('%d seconds are counted down as %s', (seconds, text) => expect(countdown(seconds)).toBe(text));

    it('of day have milliseconds when wanted', () => {
        expect(clock('2026-03-01T10:20:30.045Z', true)).toMatch(/^\d\d:\d\d:30\.045$/);
        expect(clock('2026-03-01T10:20:30.045Z')).toMatch(/^\d\d:\d\d:30$/);
    });

    it('that are none stay as they are', () => expect(clock('soon')).toBe('soon'));
});

describe('numbers', () => {
    it.each([
        [0, '0'],
        [0.123, '0.12'],
        [0.5, '0.5'],
        [3, '3'],
        [47.46, '47.5'],
        [100.4, '100'],
        [12_345, '12,345'],
    ])('%d is written %s', (value, text) => expect(amount(value)).toBe(text));

    it.each([
        [0, 1],
        [0.7, 1],
        [1, 1],
        [2.3, 2.5],
        [26, 50],
        [512, 1000],
        [100, 100],
    ])('an axis for %d ends at %d', (value, top) => expect(roundUp(value)).toBeCloseTo(top));

    it('that are missing interrupt a line', () => {
        expect(linePath([[0, 1], [1, 2], [2, null], [3, 4]])).toBe('M0.0 1.0h.01L1.0 2.0M3.0 4.0h.01');
    });

    it('are thinned to their largest', () => {
        expect(thinned([1, 9, 2, null, null, null, 4, 3], 4)).toEqual([9, 2, null, 4]);
        expect(thinned([1, null], 4)).toEqual([1, null]);
    });
});

describe('words', () => {
    it('of an address are what a row has room for', () => {
        expect(short('sip:bob@example.com;transport=tcp?x=y')).toBe('bob@example.com');
        expect(short('SIPS:bob@example.com')).toBe('bob@example.com');
    });

    it('for a code have the colour of its class', () => {
        expect([null, 180, 200, 302, 404, 503, 603].map(tone)).toEqual([
            'none', 'wait', 'good', 'move', 'bad', 'bad', 'bad',
        ]);
    });
});
