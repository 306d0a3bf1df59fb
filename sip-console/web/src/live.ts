// The one stream of events that the page listens to, and what came of it. Everything is bounded.
import { effect, signal } from '@preact/signals';
import { address, api, session, type Binding, type Call, type CallSummary, type RateSample } from './api';
import { Recent } from './recent';

/** What is followed closely: one call, or whichever began last. */
export interface Watched {
    call?: string;
    newest?: boolean;
}

export type Connection = 'off' | 'connecting' | 'open' | 'lost';

const ROWS = 200;
const AGAIN = 3_000;

export const watched = signal<Watched>({});
export const connection = signal<Connection>('off');
export const latest = signal<RateSample | null>(null);
export const recent = new Recent(ROWS);
/** How many changes of registrations were not told. */
export const changes = signal(0);
export const version = signal(0);

type CallListener = (call: Call) => void;
type BindingListener = (aor: string, bindings: Binding[]) => void;

const callListeners = new Set<CallListener>();
const bindingListeners = new Set<BindingListener>();

/** Is told of the call that is followed, each time that something happens to it. */
export function onCall(listener: CallListener): () => void {
    callListeners.add(listener);
    return () => callListeners.delete(listener);
}

/** Is told of an address-of-record whose bindings have changed. */
export function onBindings(listener: BindingListener): () => void {
    bindingListeners.add(listener);
    return () => bindingListeners.delete(listener);
}

let stream: EventSource | null = null;
let again: ReturnType<typeof setTimeout> | undefined;

function close(): void {
    clearTimeout(again);
    stream?.close();
    stream = null;
}

function open(what: Watched): void {
    close();
    connection.value = 'connecting';
    const source = new EventSource(address('/events', { callsPerSecond: 20, ...what }));
    stream = source;
    const on = <T>(name: string, take: (news: T) => void) =>
        source.addEventListener(name, (e) => take(JSON.parse((e as MessageEvent<string>).data) as T));
    on('hello', () => (connection.value = 'open'));
    on<{ calls: CallSummary[]; omitted: number }>('calls', (news) =>
        recent.add(news.calls, news.omitted),
    );
    on<Call>('call', (call) => callListeners.forEach((each) => each(call)));
    on<RateSample>('rates', (sample) => (latest.value = sample));
    on<{ changes: { aor: string; bindings: Binding[] }[]; omitted: number }>(
        'registrations',
        (news) => {
            for (const each of news.changes) {
                bindingListeners.forEach((listener) => listener(each.aor, each.bindings));
            }
            if (news.omitted > 0) {
                changes.value += news.omitted;
            }
        },
    );
    on<{ number: number }>('version', (news) => (version.value = news.number));
    source.onerror = () => lost(source);
}

/** The browser tries again by itself, but not after an answer like 401 or 503. */
function lost(source: EventSource): void {
    if (source !== stream) {
        return;
    }
    connection.value = 'lost';
    if (source.readyState !== EventSource.CLOSED) {
        return;
    }
    again = setTimeout(async () => {
        await api.session().catch((e) => {
            if (e.problem?.status === 401) {
                session.value = null;
            }
        });
        if (source === stream && session.value) {
            open(watched.value);
        }
    }, AGAIN);
}

effect(() => {
    const what = watched.value;
    if (session.value) {
        open(what);
    } else {
        close();
        connection.value = 'off';
    }
});
