// Where everything of a ladder stands. Pure: a call and a width go in, places come out.
import type { Call, Lane, Message, Reason, Remark } from '../api';

export interface Column {
    x: number;
    lane: Lane;
    index: number;
}

export interface Arrow {
    kind: 'arrow';
    y: number;
    from: number;
    to: number;
    message: Message;
    /** Of the branch, from 0; messages of one branch share it. */
    colour: number;
    label: string;
}

export interface Note {
    kind: 'note';
    y: number;
    x: number;
    width: number;
    remark: Remark;
    /** What decided, behind forks and relayed answers. */
    decisive: Reason;
}

export interface Pause {
    kind: 'pause';
    y: number;
    ms: number;
}

export type Item = Arrow | Note | Pause;

export interface Layout {
    width: number;
    height: number;
    gutter: number;
    gap: number;
    columns: Column[];
    items: Item[];
    /** Messages and remarks that are not drawn, because there are too many. */
    left: number;
}

export const COLOURS = 6;
/** More than this is no drawing that somebody reads. */
export const MOST = 600;

const GUTTER = 74;
const NARROW_GUTTER = 58;
const LEAST_GAP = 118;
const LARGEST_GAP = 300;
const ROW = 34;
const PAUSE_ROW = 24;
const TOP = 12;
const LONG_MS = 1_000;
const LETTER = 6.7;

export function layout(call: Call, width: number, named: (reason: Reason) => string): Layout {
    const gutter = width < 480 ? NARROW_GUTTER : GUTTER;
    const lanes = call.lanes.length;
    const room = lanes === 0 ? LARGEST_GAP : (width - gutter) / lanes;
    const gap = Math.floor(Math.min(LARGEST_GAP, Math.max(LEAST_GAP, room)));
    const columns = call.lanes.map((lane, index) => ({
        lane,
        index,
        x: gutter + gap * index + Math.floor(gap / 2),
    }));
    const plan = { gutter, gap, columns, whole: Math.max(width, gutter + gap * lanes) };
    const { items, height, left } = placed(call, plan, named);
    return { width: plan.whole, height, gutter, gap, columns, items, left };
}

interface Plan {
    gutter: number;
    gap: number;
    columns: Column[];
    whole: number;
}

function placed(call: Call, plan: Plan, named: (reason: Reason) => string) {
    const all = inOrder(call);
    const shown = all.slice(0, MOST);
    const colours = branchColours(call.messages);
    const items: Item[] = [];
    let y = TOP;
    let before: number | null = null;
    for (const each of shown) {
        const passed = before === null ? 0 : each.sinceStartMs - before;
        if (passed >= LONG_MS) {
            items.push({ kind: 'pause', y: y + PAUSE_ROW / 2, ms: passed });
            y += PAUSE_ROW;
        }
        y += ROW;
        before = each.sinceStartMs;
        const item = 'reason' in each ? note(each, y, call, plan, named) : arrow(each, y, plan, colours);
        if (item) {
            items.push(item);
        }
    }
    return { items, height: y + ROW, left: all.length - shown.length };
}

/** By time; what was decided stands after what it was decided about. */
export function inOrder(call: Call): (Message | Remark)[] {
    const rank = (each: Message | Remark) => ('reason' in each ? 1 : 0);
    return [...call.messages, ...call.remarks].sort(
        (one, other) => one.sinceStartMs - other.sinceStartMs || rank(one) - rank(other),
    );
}

/** A number for each branch, in the order in which they appear. */
export function branchColours(messages: readonly Message[]): Map<string, number> {
    const colours = new Map<string, number>();
    for (const message of messages) {
        if (!colours.has(message.branch)) {
            colours.set(message.branch, colours.size % COLOURS);
        }
    }
    return colours;
}

function arrow(message: Message, y: number, plan: Plan, colours: Map<string, number>): Arrow | null {
    const from = plan.columns[message.fromLane];
    const to = plan.columns[message.toLane];
    if (!from || !to) {
        return null;
    }
    const span = Math.max(1, Math.abs(message.fromLane - message.toLane)) * plan.gap;
    return {
        kind: 'arrow',
        y,
        from: from.x,
        to: to.x,
        message,
        colour: colours.get(message.branch) ?? 0,
        label: cut(labelOf(message), Math.floor((span - 18) / LETTER)),
    };
}

/** What stands on the arrow: `INVITE (SDP)`, `486 Busy Here`. */
export function labelOf(message: Message): string {
    if (message.label) {
        return message.label;
    }
    const words = message.startLine.split(' ');
    return message.status === null ? (words[0] ?? '') : words.slice(1).join(' ');
}

function cut(text: string, letters: number): string {
    const signs = [...text];
    return signs.length <= letters ? text : signs.slice(0, Math.max(1, letters - 1)).join('') + '…';
}

function note(
    remark: Remark,
    y: number,
    call: Call,
    plan: Plan,
    named: (reason: Reason) => string,
): Note | null {
    const decisive = decisiveOf(remark.reason);
    const column = plan.columns[laneOf(decisive, call.lanes)];
    if (!column) {
        return null;
    }
    const letters = textWidth(`${remark.status} ${named(decisive)}`);
    const width = Math.min(plan.whole - plan.gutter - 8, letters + 26);
    const x = Math.min(Math.max(column.x, plan.gutter + width / 2), plan.whole - width / 2 - 4);
    return { kind: 'note', y: y - 6, x, width, remark, decisive };
}

/** Chinese signs are about twice as wide as the others. */
function textWidth(text: string): number {
    return [...text].reduce((sum, sign) => sum + (sign > '\u2e80' ? 12.5 : LETTER), 0);
}

/** What decided: of a fork the branch that was chosen. */
export function decisiveOf(reason: Reason): Reason {
    const first = reason.parts[0];
    return reason.kind === 'chosen' && first ? decisiveOf(first) : reason;
}

/** The element that decided: the one that answered where we relayed, or else this server. */
export function laneOf(decisive: Reason, lanes: readonly Lane[]): number {
    if (decisive.kind === 'received') {
        const facts = Object.values(decisive.facts);
        const lane = lanes.findIndex((each) =>
            each.addresses.some((address) => facts.some((fact) => names(fact, address))),
        );
        if (lane >= 0) {
            return lane;
        }
    }
    return Math.max(0, lanes.findIndex((each) => each.own));
}

/** Whether a fact like `udp 192.0.2.7:5060` names that address. */
function names(fact: string, address: string): boolean {
    const at = fact.indexOf(address);
    return at >= 0 && !/[\w.]/.test(fact[at - 1] ?? ' ') && !/\d/.test(fact[at + address.length] ?? ' ');
}
