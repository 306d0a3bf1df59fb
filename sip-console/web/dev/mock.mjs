// A console without a server, for work on the page: answers the API with made-up calls.
//   node dev/mock.mjs [--port 8090] [--page DIR] [--flood] [--token TOKEN] [--ws URL]
// --page serves a built page with the same Content-Security-Policy as the server; --flood tells of
// 1,000 calls a second, which the server never would; --token asks for a login; --ws names the
// WebSocket of a real SIP server for the telephones.
import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bindings, calls, codes, domains, rates, sampleCall, users, whyOf, CONFIG } from './made.mjs';

const CSP =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ws: wss:; " +
    "img-src 'self' data:; media-src 'self' blob:";
const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.html': 'text/html' };

export function serve({ port = 0, page = null, flood = false, token = null, ws = null, payloads = [], busy = 0 } = {}) {
    const state = { calls: calls(payloads), users: users(), domains: domains(), bindings: bindings(busy), config: CONFIG, number: 3 };
    const streams = new Set();
    let sessions = token === null;
    let serial = 0;

    const tick = setInterval(() => {
        const fresh = Array.from({ length: flood ? 1000 : 2 }, () => sampleCall(++serial).summary);
        if (!flood) {
            fresh.forEach((summary) => state.calls.set(summary.id, sampleCall(Number(summary.id.slice(1)))));
        }
        for (const stream of streams) {
            stream.tell('calls', { calls: fresh, omitted: flood ? 0 : 3 });
            stream.tell('rates', rates(1, 1)[0]);
        }
    }, 1000);

    // as many registrations change all the time as are there
    const renewals = busy && setInterval(() => {
        const { aor } = state.bindings[serial++ % state.bindings.length];
        const changes = [{ aor, bindings: state.bindings.filter((each) => each.aor === aor) }];
        streams.forEach((stream) => stream.tell('registrations', { changes, omitted: 3 }));
    }, 50);

    const paged = (list, query, limit = 50) => {
        const from = Number(query.get('cursor') ?? 0);
        const size = Number(query.get('limit') ?? limit);
        return { part: list.slice(from, from + size), next: from + size < list.length ? String(from + size) : null };
    };
    const problem = (status, code, detail, more = {}) => ({
        status,
        body: { type: 'about:blank', title: code, status, code, detail, ...more },
    });
    const validate = (text) =>
        text.split('\n').flatMap((line, i) => {
            const key = /^([a-z-]+):/.exec(line)?.[1];
            const known = ['domains', 'listen', 'auth', 'registrar', 'limits', 'rules'];
            return key && !known.includes(key)
                ? [{ line: i + 1, column: 1, message: `there is no key '${key}'`, suggestion: known.find((each) => each.startsWith(key.slice(0, 3))) ?? null }]
                : [];
        });

    function api(method, path, query, body) {
        const [, first, id, last] = path.split('/').map(decodeURIComponent);
        if (first === 'session') {
            if (method === 'POST') {
                sessions = body.token === token;
                return sessions ? session() : problem(401, 'wrong-token', 'the token is wrong');
            }
            if (method === 'DELETE') {
                sessions = false;
                return { status: 204 };
            }
            return sessions ? session() : problem(401, 'login', 'log in first');
        }
        if (!sessions) {
            return problem(401, 'login', 'log in first');
        }
        switch (method + ' ' + first) {
            case 'GET registrations': {
                const q = (query.get('q') ?? '').toLowerCase();
                const found = state.bindings.filter((each) => JSON.stringify(each).toLowerCase().includes(q));
                const { part, next } = paged(found, query);
                return ok({ bindings: part, total: state.bindings.length, next });
            }
            case 'DELETE registrations':
                state.bindings = state.bindings.filter((each) => each.id !== id);
                return { status: 204 };
            case 'GET users': {
                const found = state.users.filter((each) => each.address.includes(query.get('q') ?? ''));
                const { part, next } = paged(found, query);
                return ok({ users: part, total: state.users.length, next });
            }
            case 'POST users': {
                const domain = body.domain ?? 'localhost';
                const address = body.name + '@' + domain;
                if (state.users.some((each) => each.address === address)) {
                    return problem(409, 'conflict', `there is a user ${address}`);
                }
                const user = { id: 'u' + ++serial, name: body.name, domain, address, algorithms: ['SHA-256', 'MD5'], source: 'store' };
                state.users.push(user);
                return { status: 201, body: user };
            }
            case 'PUT users':
                return { status: 204 };
            case 'DELETE users':
                state.users = state.users.filter((each) => each.id !== id);
                return { status: 204 };
            case 'GET domains':
                return ok({ domains: state.domains });
            case 'POST domains': {
                const domain = { id: 'd' + ++serial, name: body.name, source: 'store' };
                state.domains.push(domain);
                return { status: 201, body: domain };
            }
            case 'DELETE domains':
                state.domains = state.domains.filter((each) => each.id !== id);
                return { status: 204 };
            case 'GET rules':
                return ok(rules());
            case 'POST rules': {
                const errors = validate(body.text);
                if (id === 'validate') {
                    return ok({ valid: errors.length === 0, errors });
                }
                if (errors.length > 0) {
                    return problem(422, 'invalid', 'the configuration is wrong', { errors });
                }
                state.config = body.text;
                state.number++;
                streams.forEach((stream) => stream.tell('version', { number: state.number }));
                return ok(rules());
            }
            case 'GET codes':
                return ok({ lang: query.get('lang'), codes: codes(query.get('lang')) });
            case 'GET calls':
                return oneOrAll(id, last, query);
            case 'GET rates':
                return ok({ step: 10, samples: rates(360, 10) });
            case 'GET demo':
                return ws
                    ? ok({
                          ws,
                          domain: 'localhost',
                          echo: 'sip:echo@localhost',
                          users: ['alice', 'bob'].map((name) => ({ name, password: name, uri: `sip:${name}@localhost` })),
                      })
                    : problem(404, 'not-found', 'this is no demo');
            default:
                return problem(404, 'not-found', 'there is none');
        }
    }

    const ok = (body) => ({ status: 200, body });
    const session = () => ok({ role: 'admin', by: token ? 'token' : 'loopback', expires: null, demo: ws !== null, version: '0.1.0' });
    const rules = () => ({
        version: { number: state.number, since: new Date(Date.now() - 3600e3).toISOString(), pending: [] },
        file: '/etc/ringback/ringback.yaml',
        text: state.config,
        digest: 'd' + state.number,
        writable: true,
    });

    function oneOrAll(id, last, query) {
        if (!id) {
            const has = (text, part) => text.toLowerCase().includes(part.toLowerCase());
            const user = query.get('user') ?? '';
            const code = query.get('code') ?? '';
            const cause = query.get('cause') ?? '';
            const found = [...state.calls.values()]
                .map((call) => call.summary)
                .filter((each) => has(each.from + each.to, user) || each.callId === user)
                .filter((each) => String(each.status ?? '').startsWith(code))
                .filter((each) => !cause || each.cause === cause)
                .filter((each) => !query.get('since') || each.begun >= query.get('since'))
                .filter((each) => !query.get('until') || each.begun < query.get('until'))
                .sort((one, other) => (one.begun < other.begun ? 1 : -1));
            const { part, next } = paged(found, query);
            return ok({ calls: part, next });
        }
        const call = state.calls.get(id);
        if (!call) {
            return problem(404, 'not-found', 'there is no such call');
        }
        return ok(last === 'why' ? whyOf(call, query.get('lang') ?? 'en') : call);
    }

    function events(response, query) {
        response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
        const stream = {
            tell: (name, data) => response.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`),
        };
        stream.tell('hello', { version: '0.1.0', callsPerSecond: 20 });
        streams.add(stream);
        response.on('close', () => streams.delete(stream));
        const followed = state.calls.get(query.get('call'));
        if (followed) {
            stream.tell('call', followed);
        }
    }

    const server = createServer(async (request, response) => {
        const url = new URL(request.url, 'http://localhost');
        let text = '';
        for await (const part of request) {
            text += part;
        }
        if (url.pathname.startsWith('/api/v1/')) {
            const path = url.pathname.slice('/api/v1'.length);
            if (path === '/events' && sessions) {
                return events(response, url.searchParams);
            }
            const answer = api(request.method, path, url.searchParams, text ? JSON.parse(text) : null);
            const type = answer.status < 400 ? 'application/json' : 'application/problem+json';
            response.writeHead(answer.status, { 'Content-Type': type });
            return response.end(answer.body === undefined ? '' : JSON.stringify(answer.body));
        }
        const file = normalize(join(page ?? '.', url.pathname === '/' ? 'index.html' : url.pathname));
        if (!page || !file.startsWith(normalize(page)) || !existsSync(file)) {
            response.writeHead(404);
            return response.end();
        }
        response.writeHead(200, {
            'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
            'Content-Security-Policy': CSP,
            'X-Content-Type-Options': 'nosniff',
        });
        response.end(readFileSync(file));
    });
    return new Promise((resolve) =>
        server.listen(port, '127.0.0.1', () =>
            resolve({
                origin: 'http://127.0.0.1:' + server.address().port,
                close: () => {
                    clearInterval(tick);
                    clearInterval(renewals);
                    server.closeAllConnections();
                    server.close();
                },
            }),
        ),
    );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    const option = (name) => {
        const at = process.argv.indexOf('--' + name);
        return at < 0 ? null : process.argv[at + 1];
    };
    const mock = await serve({
        port: Number(option('port') ?? 8090),
        page: option('page'),
        flood: process.argv.includes('--flood'),
        token: option('token'),
        ws: option('ws'),
    });
    console.log(mock.origin);
}
