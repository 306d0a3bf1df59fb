// The console's API as src/main/resources/dev/ringback/console/openapi.yaml describes it.
import { signal } from '@preact/signals';

export type Lang = 'en' | 'zh';

export interface Session {
    role: 'admin';
    by: 'token' | 'loopback';
    expires: string | null;
    demo: boolean;
    version: string;
}

export interface Binding {
    id: string;
    aor: string;
    contact: string;
    expiresSeconds: number;
    expiresAt: string;
    q: number | null;
    transport: string;
    received: string;
    local: string;
    path: string[];
    userAgent: string | null;
    instance: string | null;
    regId: number | null;
    callId: string;
    flow: 'open' | 'closed' | 'none';
}

export interface User {
    id: string;
    name: string;
    domain: string;
    address: string;
    algorithms: string[];
    source: Source;
}

export type Source = 'store' | 'configuration';

export interface Domain {
    id: string;
    name: string;
    source: Source;
}

export interface Rules {
    version: { number: number; since: string; pending: string[] };
    file: string | null;
    text: string;
    digest: string;
    writable: boolean;
}

export interface ConfigError {
    file?: string;
    line: number | null;
    column: number | null;
    message: string;
    suggestion: string | null;
}

export interface Code {
    status: number;
    phrase: string;
    family: number;
    name: string;
    senders: string[];
    carries: string[];
    clause: string;
    clauseUrl?: string | null;
    meaning: string;
    cause: string;
    headers: string;
    client: string;
    try: string;
    command: string;
    extra: boolean;
}

export type CallState = 'trying' | 'ringing' | 'up' | 'ended' | 'failed' | 'done';

export interface CallSummary {
    id: string;
    callId: string;
    method: string;
    from: string;
    to: string;
    begun: string;
    ended: string | null;
    state: CallState;
    status: number | null;
    phrase: string | null;
    cause: string | null;
    messages: number;
    retransmissions: number;
    legs: number;
    durationMs: number | null;
    setupMs: number | null;
    ringMs: number | null;
}

export interface Lane {
    name: string;
    addresses: string[];
    own: boolean;
}

export interface Message {
    index: number;
    at: string;
    sinceStartMs: number;
    transport: string;
    source: string;
    destination: string;
    fromLane: number;
    toLane: number;
    startLine: string;
    label?: string;
    method: string;
    status: number | null;
    cseq: number;
    branch: string;
    repeats: number | null;
    hasBody: boolean;
    octets: number;
    /** Null in events of large calls. */
    raw: string | null;
    clause: { name: string; url: string } | null;
}

export interface Reason {
    kind: string;
    facts: Record<string, string>;
    parts: Reason[];
}

export interface Remark {
    at: string;
    sinceStartMs: number;
    method: string;
    sequence: number;
    status: number;
    reason: Reason;
}

export interface Call {
    summary: CallSummary;
    lanes: Lane[];
    messages: Message[];
    remarks: Remark[];
    forgotten: number;
}

export interface Why {
    lang: Lang;
    id: string;
    callId: string;
    headline: string;
    steps: { text: string; depth: number; at: string | null; kind: string }[];
}

export interface Latency {
    p50: number;
    p90: number;
    p99: number;
    max: number;
}

export interface RateSample {
    at: string;
    seconds: number;
    messagesIn: number;
    messagesOut: number;
    calls: number;
    registrations: number;
    failures: number;
    retransmissions: number;
    dropped: number;
    callsUp: number;
    bindings: number;
    latencyMs: Latency | null;
}

export interface Demo {
    ws: string;
    domain: string;
    echo: string;
    users: { name: string; password: string; uri: string }[];
}

export interface Problem {
    title: string;
    status: number;
    code: string;
    detail?: string;
    errors?: ConfigError[];
}

/** An answer that is no success; status 0 where there was no answer at all. */
export class Failure extends Error {
    constructor(readonly problem: Problem) {
        super(problem.detail ?? problem.title);
    }
}

/** Who uses this page: undefined until it is known, null for nobody. */
export const session = signal<Session | null | undefined>(undefined);

type Query = Record<string, string | number | boolean | null | undefined>;

const BASE = '/api/v1';

export function address(path: string, query: Query = {}): string {
    const words = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
        if (value !== undefined && value !== null && value !== '') {
            words.set(name, String(value));
        }
    }
    const text = words.toString();
    return BASE + path + (text && '?' + text);
}

async function ask<T>(
    method: string,
    path: string,
    query?: Query,
    body?: unknown,
    signal?: AbortSignal,
): Promise<T> {
    let response: Response;
    try {
        response = await fetch(address(path, query), {
            method,
            credentials: 'same-origin',
            ...(signal && { signal }),
            ...(body === undefined
                ? {}
                : {
                      headers: { 'Content-Type': 'application/json' },
                      body: JSON.stringify(body),
                  }),
        });
    } catch (e) {
        throw new Failure({ title: String(e), status: 0, code: 'unreachable' });
    }
    if (response.ok) {
        return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
    }
    const problem = await problemOf(response);
    if (response.status === 401 && path !== '/session') {
        session.value = null;
    }
    throw new Failure(problem);
}

async function problemOf(response: Response): Promise<Problem> {
    const plain = { title: response.statusText, status: response.status, code: 'bug' };
    try {
        return { ...plain, ...((await response.json()) as Partial<Problem>) };
    } catch {
        return plain;
    }
}

export interface CallQuery extends Query {
    user?: string;
    code?: string;
    cause?: string;
    since?: string;
    until?: string;
    limit?: number;
    cursor?: string | null;
}

const part = encodeURIComponent;

export const api = {
    session: () => ask<Session>('GET', '/session'),
    login: (token: string) => ask<Session>('POST', '/session', {}, { token }),
    logout: () => ask<void>('DELETE', '/session'),
    registrations: (query: Query, signal?: AbortSignal) =>
        ask<{ bindings: Binding[]; total: number; next: string | null }>(
            'GET',
            '/registrations',
            query,
            undefined,
            signal,
        ),
    unbind: (id: string) => ask<void>('DELETE', '/registrations/' + part(id)),
    users: (query: Query) =>
        ask<{ users: User[]; total: number; next: string | null }>('GET', '/users', query),
    addUser: (user: { name: string; domain?: string; password: string }) =>
        ask<User>('POST', '/users', {}, user),
    removeUser: (id: string) => ask<void>('DELETE', '/users/' + part(id)),
    changePassword: (id: string, password: string) =>
        ask<void>('PUT', `/users/${part(id)}/password`, {}, { password }),
    domains: () => ask<{ domains: Domain[] }>('GET', '/domains'),
    addDomain: (name: string) => ask<Domain>('POST', '/domains', {}, { name }),
    removeDomain: (id: string) => ask<void>('DELETE', '/domains/' + part(id)),
    rules: () => ask<Rules>('GET', '/rules'),
    validate: (text: string) =>
        ask<{ valid: boolean; errors: ConfigError[] }>('POST', '/rules/validate', {}, { text }),
    apply: (text: string, digest: string) =>
        ask<Rules>('POST', '/rules/apply', {}, { text, digest }),
    codes: (lang: Lang) => ask<{ lang: Lang; codes: Code[] }>('GET', '/codes', { lang }),
    calls: (query: CallQuery) =>
        ask<{ calls: CallSummary[]; next: string | null }>('GET', '/calls', query),
    call: (id: string) => ask<Call>('GET', '/calls/' + part(id)),
    why: (id: string, lang: Lang) => ask<Why>('GET', `/calls/${part(id)}/why`, { lang }),
    pcap: (id: string) => address(`/calls/${part(id)}/pcap`),
    rates: (query: Query) => ask<{ step: number; samples: RateSample[] }>('GET', '/rates', query),
    demo: () => ask<Demo>('GET', '/demo'),
};
