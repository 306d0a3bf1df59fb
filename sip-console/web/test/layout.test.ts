import { describe, expect, it } from 'vitest';
import type { Call, Message, Reason } from '../src/api';
import { branchColours, decisiveOf, inOrder, laneOf, layout, MOST, type Arrow, type Note } from '../src/ladder/layout';

const OWN = '198.51.100.1:5060';
const BOB = '192.0.2.44:5060';

function message(index: number, more: Partial<Message> = {}): Message {
    return {
        index,
        at: '2026-01-01T00:00:00.000Z',
        sinceStartMs: index,
        transport: 'udp',
        source: '192.0.2.17:5060',
        destination: OWN,
        fromLane: 0,
        toLane: 1,
        startLine: 'INVITE sip:bob@example.com SIP/2.0',
        method: 'INVITE',
        status: null,
        cseq: 1,
        branch: 'z9hG4bKa',
        repeats: null,
        hasBody: false,
        octets: 400,
        raw: '',
        clause: null,
        ...more,
    };
}

function reason(kind: string, facts: Record<string, string> = {}, parts: Reason[] = []): Reason {
    return { kind, facts, parts };
}

function call(messages: Message[], remarks: Call['remarks'] = []): Call {
    const lane = (name: string, address: string, own = false) => ({ name, addresses: [address], own });
    return {
        summary: { id: 'a' } as Call['summary'],
        lanes: [lane('alice', '192.0.2.17:5060'), lane('ringback', OWN, true), lane('bob', BOB)],
        messages,
        remarks,
        forgotten: 0,
    };
}

function remark(status: number, why: Reason, sinceStartMs = 5): Call['remarks'][number] {
    return { at: 'x', sinceStartMs, method: 'INVITE', sequence: 1, status, reason: why };
}

const named = (why: Reason) => why.kind;

describe('the ladder', () => {
    it('has a column for each party, from left to right, inside the width', () => {
        const plan = layout(call([]), 900, named);
        const xs = plan.columns.map((column) => column.x);
        expect(xs).toEqual([...xs].sort((one, other) => one - other));
        expect(new Set(xs).size).toBe(3);
        expect(xs.every((x) => x > plan.gutter && x < plan.width)).toBe(true);
        expect(plan.width).toBe(900);
    });

    it('becomes wider than a telephone rather than illegible', () => {
        const plan = layout(call([]), 320, named);
        expect(plan.gap).toBeGreaterThanOrEqual(118);
        expect(plan.width).toBeGreaterThan(320);
    });

    it('draws each arrow from its sender to its receiver, one below the other', () => {
        const there = message(0);
        const back = message(1, { fromLane: 2, toLane: 1, status: 180, startLine: 'SIP/2.0 180 Ringing' });
        const plan = layout(call([there, back]), 900, named);
        const [first, second] = plan.items as Arrow[];
        expect([first?.from, first?.to]).toEqual([plan.columns[0]?.x, plan.columns[1]?.x]);
        expect([second?.from, second?.to]).toEqual([plan.columns[2]?.x, plan.columns[1]?.x]);
        expect(second?.y).toBeGreaterThan(first?.y ?? Infinity);
        expect(second?.label).toBe('180 Ringing');
        expect(plan.height).toBeGreaterThan(second?.y ?? Infinity);
    });

    it('draws a message only between parties that it has', () => {
        expect(layout(call([message(0, { toLane: 7 })]), 900, named).items).toEqual([]);
    });

    it('shows that a second or more passed without a message', () => {
        const plan = layout(call([message(0), message(1, { sinceStartMs: 1_500 })]), 900, named);
        expect(plan.items.map((item) => item.kind)).toEqual(['arrow', 'pause', 'arrow']);
        expect(plan.items[1]).toMatchObject({ ms: 1_500 });
    });

    it('gives branches colours in the order in which they appear', () => {
        const colours = branchColours(['a', 'b', 'a', 'c'].map((branch, i) => message(i, { branch })));
        expect([...colours]).toEqual([['a', 0], ['b', 1], ['c', 2]]);
    });

    it('places what was decided after the message of the same moment', () => {
        const all = inOrder(call([message(5)], [remark(480, reason('served'), 5)]));
        expect(all.map((each) => 'reason' in each)).toEqual([false, true]);
    });

    it('draws a decision at this server', () => {
        const plan = layout(call([], [remark(480, reason('store-answered'))]), 900, named);
        expect((plan.items[0] as Note).x).toBe(plan.columns[1]?.x);
    });

    it('draws what the next hop decided at the next hop, also behind a fork', () => {
        const answered = reason('received', { from: 'udp ' + BOB });
        const chosen = reason('chosen', {}, [answered, reason('timer-fired')]);
        const plan = layout(call([], [remark(486, chosen)]), 900, named);
        const note = plan.items[0] as Note;
        expect(note.decisive.kind).toBe('received');
        expect(note.x).toBe(plan.columns[2]?.x);
    });

    it('takes no address for one that only begins like it', () => {
        const lanes = call([]).lanes;
        expect(laneOf(reason('received', { from: '192.0.2.44:50601' }), lanes)).toBe(1);
        expect(laneOf(reason('received', { from: '1192.0.2.44:5060' }), lanes)).toBe(1);
        expect(laneOf(reason('received', { from: '192.0.2.44:5060' }), lanes)).toBe(2);
    });

    it('takes a fork without branches as it is', () => {
        expect(decisiveOf(reason('chosen')).kind).toBe('chosen');
    });

    it('keeps notes inside the drawing, however long their words are', () => {
        const long = () => 'a cause with a name that goes on and on for longer than any column is wide'.repeat(3);
        const { items, width, gutter } = layout(call([], [remark(503, reason('x'))]), 400, long);
        const note = items[0] as Note;
        expect(note.x - note.width / 2).toBeGreaterThanOrEqual(gutter);
        expect(note.x + note.width / 2).toBeLessThanOrEqual(width);
    });

    it('draws a bounded number of messages and counts the others', () => {
        const plan = layout(call(Array.from({ length: MOST + 50 }, (_, i) => message(i))), 900, named);
        expect(plan.items.length).toBe(MOST);
        expect(plan.left).toBe(50);
    });

    it('cuts a label that is longer than its arrow', () => {
        const plan = layout(call([message(0, { label: 'X'.repeat(400) })]), 900, named);
        const label = (plan.items[0] as Arrow).label;
        expect(label.endsWith('…')).toBe(true);
        expect(label.length).toBeLessThan(60);
    });
});
