import { describe, expect, it } from 'vitest';
import type { Binding, CallSummary } from '../src/api';
import { Recent } from '../src/recent';

function summary(number: number, more: Partial<CallSummary> = {}): CallSummary {
    return { id: 'c' + number, begun: String(number).padStart(9, '0'), ...more } as CallSummary;
}

const many = (from: number, count: number) => Array.from({ length: count }, (_, i) => summary(from + i));

describe('the live list', () => {
    it('holds no more than its bound when a thousand calls a second go by', () => {
        const recent = new Recent(200);
        for (let second = 0; second < 60; second++) {
            recent.add(many(second * 1000, 1000));
            expect(recent.size).toBeLessThanOrEqual(200);
        }
        expect(recent.shown.value.length).toBe(200);
        expect(recent.shown.value[0]?.id).toBe('c59999');
    });

    it('stays as it is while it is paused, and holds no more either', () => {
        const recent = new Recent(50);
        recent.add(many(0, 10));
        recent.pause(true);
        const before = recent.shown.value;
        recent.add(many(10, 5000));
        expect(recent.shown.value).toBe(before);
        expect(recent.size).toBeLessThanOrEqual(50);
        recent.pause(false);
        expect(recent.shown.value[0]?.id).toBe('c5009');
    });

    it('renews a call in its place', () => {
        const recent = new Recent(50);
        recent.add(many(0, 3));
        recent.add([summary(1, { status: 486 })]);
        expect(recent.shown.value.map((call) => call.id)).toEqual(['c2', 'c1', 'c0']);
        expect(recent.shown.value[1]?.status).toBe(486);
    });

    it('adds up what was left out', () => {
        const recent = new Recent(5);
        recent.add([], 900);
        recent.add([], 80);
        expect(recent.omitted.value).toBe(980);
    });
});

describe('registrations', () => {
    const binding = (id: string, aor: string) => ({ id, aor, expiresSeconds: 60 }) as Binding;

    it('that change are replaced where they stand, within the bound', async () => {
        const { renewed, timed } = await import('../src/bindings');
        const row = (id: string, aor: string) => timed(binding(id, aor), 0);
        const rows = [row('1', 'a'), row('2', 'b'), row('3', 'c')];
        const ids = (list: { binding: Binding }[]) => list.map((each) => each.binding.id);
        expect(ids(renewed(rows, 'b', [row('4', 'b'), row('5', 'b')], 10))).toEqual(['1', '4', '5', '3']);
        expect(ids(renewed(rows, 'b', [], 10))).toEqual(['1', '3']);
        expect(ids(renewed(rows, 'd', [row('6', 'd')], 10))).toEqual(['1', '2', '3', '6']);
        expect(ids(renewed(rows, 'd', [row('6', 'd')], 3))).toEqual(['1', '2', '3']);
        expect(row('1', 'a').end).toBe(60_000);
    });
});
