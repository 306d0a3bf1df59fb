// What the mock tells: calls, causes and numbers that look like those of a server.
const CALLER = '192.0.2.17:5060';
const OWN = '198.51.100.1:5060';
const DESK = '192.0.2.44:5060';
const MOBILE = '203.0.113.9:40112';
const SDP = 'v=0\r\no=- 1 1 IN IP4 192.0.2.17\r\ns=-\r\nc=IN IP4 192.0.2.17\r\nt=0 0\r\nm=audio 40000 RTP/AVP 0 8 101\r\n';

export const CONFIG = `domains: [example.com]
listen: [udp:*:5060, tcp:*:5060, tls:*:5061]
auth: {required: true, algorithms: [SHA-256, MD5]}
registrar: {min-expires: 60s, max-expires: 1h, max-contacts: 10}
limits: {message: 64KiB, body: 32KiB}
rules:
  - {when: {method: INVITE, user: "^00"}, reply: 403, reason: "International calls are off"}
  - {when: {user: old}, redirect: 301, contacts: ["sip:new@example.com"]}
`;

const LANES = [
    { name: 'alice', addresses: [CALLER], own: false },
    { name: 'ringback', addresses: [OWN], own: true },
    { name: 'bob desk', addresses: [DESK], own: false },
    { name: 'bob mobile', addresses: [MOBILE], own: false },
];

const FROM = 'sip:alice@example.com';
const TO = 'sip:bob@example.com';

/** Steps: [ms, from lane, to lane, what, branch, repeats?]. */
const STORIES = {
    answered: {
        lanes: 3,
        steps: [
            [0, 0, 1, 'INVITE', 'a'],
            [0.3, 1, 0, '100 Trying', 'a'],
            [0.6, 1, 2, 'INVITE', 'b'],
            [62, 2, 1, '180 Ringing', 'b'],
            [62.4, 1, 0, '180 Ringing', 'a'],
            [3140, 2, 1, '200 OK', 'b'],
            [3140.5, 1, 0, '200 OK', 'a'],
            [3152, 0, 1, 'ACK', 'c'],
            [3152.2, 1, 2, 'ACK', 'd'],
            [48210, 0, 1, 'BYE', 'e'],
            [48210.3, 1, 2, 'BYE', 'f'],
            [48231, 2, 1, '200 OK', 'f'],
            [48231.2, 1, 0, '200 OK', 'e'],
        ],
        remarks: [],
        summary: { state: 'ended', status: 200, phrase: 'OK', cause: 'received', setupMs: 3140, ringMs: 62, durationMs: 45058 },
    },
    forked: {
        lanes: 4,
        steps: [
            [0, 0, 1, 'INVITE', 'a'],
            [0.3, 1, 0, '100 Trying', 'a'],
            [0.7, 1, 2, 'INVITE', 'b'],
            [0.8, 1, 3, 'INVITE', 'c'],
            [71, 2, 1, '180 Ringing', 'b'],
            [71.2, 1, 0, '180 Ringing', 'a'],
            [501, 1, 3, 'INVITE', 'c', 3],
            [1502, 1, 3, 'INVITE', 'c', 3],
            [3503, 1, 3, 'INVITE', 'c', 3],
            [9120, 2, 1, '486 Busy Here', 'b'],
            [9120.3, 1, 2, 'ACK', 'b'],
            [32001, 1, 0, '486 Busy Here', 'a'],
            [32012, 0, 1, 'ACK', 'a'],
        ],
        remarks: [
            [
                32000.5,
                486,
                {
                    kind: 'received',
                    facts: { from: 'udp:' + DESK, status: '486', phrase: 'Busy Here' },
                    parts: [
                        { kind: 'no-response', facts: { to: 'udp:' + MOBILE, timer: 'B', after: '32 s', sent: '7' }, parts: [] },
                    ],
                },
            ],
        ],
        summary: { state: 'failed', status: 486, phrase: 'Busy Here', cause: 'received', setupMs: 32001, ringMs: 71, durationMs: null, retransmissions: 3, legs: 2 },
    },
    unregistered: {
        lanes: 2,
        steps: [
            [0, 0, 1, 'INVITE', 'a'],
            [0.4, 1, 0, '480 Temporarily Unavailable', 'a'],
            [11, 0, 1, 'ACK', 'a'],
        ],
        remarks: [[0.35, 480, { kind: 'no-binding', facts: { store: 'location', subject: 'bob@example.com' }, parts: [] }]],
        summary: { state: 'failed', status: 480, phrase: 'Temporarily Unavailable', cause: 'no-binding', setupMs: 0.4, ringMs: null, durationMs: null, legs: 0 },
    },
};

const NAMES = ['alice', 'bob', 'carol', 'dave', 'erin', 'frank', 'grace', 'heidi'];

function textOf(call, lane, step, number, headers) {
    const [, from, to, what] = step;
    const request = !/^\d/.test(what);
    const method = request ? what : methodBefore(call.steps, call.steps.indexOf(step));
    const body = (what === 'INVITE' || what === '200 OK') && method === 'INVITE' ? SDP : '';
    const lines = [
        request ? `${what} ${TO} SIP/2.0` : `SIP/2.0 ${what}`,
        `Via: SIP/2.0/UDP ${lane(from).addresses[0]};branch=z9hG4bK${step[4]}${number};rport`,
        ...headers,
        `From: "Alice" <${FROM}>;tag=8f2c`,
        `To: <${TO}>${request && what === 'INVITE' ? '' : ';tag=11ab'}`,
        `Call-ID: c${number}@192.0.2.17`,
        `CSeq: 1 ${method}`,
        request ? 'Max-Forwards: 70' : 'Server: Ringback/0.1',
        `Content-Length: ${body.length}`,
    ];
    return { raw: lines.join('\r\n') + '\r\n\r\n' + body, method, hasBody: body !== '', to };
}

function methodBefore(steps, at) {
    const branch = steps[at][4];
    return steps.slice(0, at).find((each) => each[4] === branch && !/^\d/.test(each[3]))?.[3] ?? 'INVITE';
}

const SECTIONS = { INVITE: '13', ACK: '17.1.1.3', BYE: '15', REGISTER: '10' };

function callOf(number, story, begun, headers = []) {
    const call = STORIES[story];
    const lanes = LANES.slice(0, call.lanes);
    const at = (ms) => new Date(begun + ms).toISOString();
    const messages = call.steps.map((step, index) => {
        const [ms, from, to, what, branch, repeats = null] = step;
        const { raw, method, hasBody } = textOf(call, (i) => lanes[i], step, number, headers);
        const status = /^\d/.test(what) ? Number(what.slice(0, 3)) : null;
        return {
            index,
            at: at(ms),
            sinceStartMs: ms,
            transport: 'udp',
            source: lanes[from].addresses[0],
            destination: lanes[to].addresses[0],
            fromLane: from,
            toLane: to,
            startLine: raw.split('\r\n')[0],
            label: what + (hasBody ? ' (SDP)' : ''),
            method,
            status,
            cseq: 1,
            branch: 'z9hG4bK' + branch + number,
            repeats,
            hasBody,
            octets: raw.length,
            raw,
            clause:
                status === null
                    ? { name: 'RFC 3261 §' + SECTIONS[what], url: 'https://www.rfc-editor.org/rfc/rfc3261#section-' + SECTIONS[what] }
                    : { name: 'RFC 3261 §21', url: 'https://www.rfc-editor.org/rfc/rfc3261#section-21' },
        };
    });
    const last = messages.at(-1).sinceStartMs;
    const summary = {
        id: 'c' + number,
        callId: `c${number}@192.0.2.17`,
        method: 'INVITE',
        from: FROM.replace('alice', NAMES[number % 8]),
        to: TO.replace('bob', NAMES[(number + 1) % 8]),
        begun: at(0),
        ended: at(last),
        messages: messages.length,
        retransmissions: 0,
        legs: 1,
        ...call.summary,
    };
    const remarks = call.remarks.map(([ms, status, reason]) => ({
        at: at(ms),
        sinceStartMs: ms,
        method: 'INVITE',
        sequence: 1,
        status,
        reason,
    }));
    return { summary, lanes, messages, remarks, forgotten: 0 };
}

export function sampleCall(number) {
    const story = ['answered', 'forked', 'answered', 'unregistered'][number % 4];
    return callOf(number, story, Date.now());
}

/** 60 calls of the last minutes; with payloads, one more call whose messages carry them. */
export function calls(payloads = []) {
    const all = new Map();
    for (let i = 0; i < 60; i++) {
        const story = ['answered', 'forked', 'unregistered', 'answered', 'answered'][i % 5];
        const call = callOf(100000 + i, story, Date.now() - 60_000 - i * 7_000);
        all.set(call.summary.id, call);
    }
    payloads.forEach((payload, i) => {
        const call = callOf(200000 + i, 'unregistered', Date.now() - 1000, [`Subject: ${payload}`, `User-Agent: ${payload}`]);
        for (const field of ['from', 'to', 'callId', 'phrase', 'cause', 'method']) {
            call.summary[field] = payload;
        }
        call.lanes.forEach((lane) => (lane.name = payload));
        call.messages.forEach((message) => {
            message.startLine = payload;
            message.label = payload;
        });
        call.remarks.forEach((remark) => (remark.reason = { kind: payload, facts: { [payload]: payload }, parts: [] }));
        all.set(call.summary.id, call);
    });
    return all;
}

export function whyOf(call, lang) {
    const { summary, remarks } = call;
    const zh = lang === 'zh';
    const steps = [];
    const walk = (reason, depth, at) => {
        const facts = Object.values(reason.facts).join(' ');
        steps.push({ text: `${reason.kind}${facts && ': ' + facts}`, depth, at, kind: reason.kind });
        reason.parts.forEach((part) => walk(part, depth + 1, at));
    };
    remarks.forEach((remark) => walk(remark.reason, 0, remark.at));
    const headlines = {
        480: zh ? 'bob@example.com 当前没有任何注册。' : 'bob@example.com is registered nowhere.',
        486: zh ? 'bob 的话机 192.0.2.44:5060 回答 486；另一支在定时器 B 超时前没有应答。' : "bob's phone at 192.0.2.44:5060 answered 486; the other branch gave no answer until Timer B.",
        200: zh ? 'bob 的话机接听了。' : "bob's phone answered.",
    };
    return { lang, id: summary.id, callId: summary.callId, headline: headlines[summary.status] ?? '', steps };
}

export function bindings(more = 0) {
    const flows = ['none', 'open', 'open', 'closed'];
    const transports = ['udp', 'tcp', 'wss', 'tls'];
    const names = [...NAMES, ...Array.from({ length: more }, (_, i) => 'phone' + i)];
    return names.map((name, i) => ({
        id: 'b' + i,
        aor: name + '@example.com',
        contact: `sip:${name}@192.0.2.${20 + i}:5060` + (i % 4 === 2 ? ';transport=ws' : ''),
        expiresSeconds: [24, 3590, 118, 600][i % 4],
        expiresAt: new Date(Date.now() + 60e3).toISOString(),
        q: null,
        transport: transports[i % 4],
        received: `192.0.2.${20 + i}:5060`,
        local: OWN,
        path: [],
        userAgent: ['Yealink SIP-T46S 66.85', 'baresip v3.1', 'JsSIP 3.13.8', null][i % 4],
        instance: null,
        regId: null,
        callId: 'r' + i,
        flow: flows[i % 4],
    }));
}

export function users() {
    return NAMES.map((name, i) => ({
        id: 'u' + i,
        name,
        domain: 'example.com',
        address: name + '@example.com',
        algorithms: i === 3 ? ['MD5'] : ['SHA-256', 'MD5'],
        source: i < 2 ? 'configuration' : 'store',
    }));
}

export function domains() {
    return [
        { id: 'd1', name: 'example.com', source: 'configuration' },
        { id: 'd2', name: 'branch.example.com', source: 'store' },
    ];
}

export function codes(lang) {
    const zh = lang === 'zh';
    const of = (status, phrase, name, meaning) => ({
        status,
        phrase,
        family: Math.floor(status / 100),
        name: zh ? name : phrase,
        senders: zh ? ['话机'] : ['phone'],
        carries: status === 486 ? ['Retry-After?'] : [],
        clause: 'RFC 3261 §21',
        clauseUrl: 'https://www.rfc-editor.org/rfc/rfc3261#section-21',
        meaning,
        cause: zh ? '话机正在通话。' : 'The phone is in another call and takes no second one.',
        headers: zh ? '可带 Retry-After' : 'Retry-After where it is known when to try again',
        client: zh ? '播放忙音。' : 'Reports it, plays the busy tone.',
        try: zh ? '用一条规则代替话机。' : 'A rule stands in for the busy phone.',
        command: './ringback send 127.0.0.1 INVITE sip:busy@localhost',
        extra: false,
    });
    return [
        of(100, 'Trying', '正在尝试', zh ? '下一跳已收到请求' : 'the next hop has the request'),
        of(180, 'Ringing', '正在振铃', zh ? '话机正在振铃' : 'the phone rings'),
        of(200, 'OK', '成功', zh ? '请求已完成' : 'it is done'),
        of(302, 'Moved Temporarily', '临时转移', zh ? '请换一个地址' : 'try another address'),
        of(403, 'Forbidden', '禁止', zh ? '不允许' : 'it is not allowed'),
        of(404, 'Not Found', '未找到', zh ? '没有这个用户' : 'there is no such user'),
        of(408, 'Request Timeout', '请求超时', zh ? '没有及时应答' : 'nobody answered in time'),
        of(480, 'Temporarily Unavailable', '暂时不可用', zh ? '用户未注册' : 'the user is registered nowhere'),
        of(486, 'Busy Here', '此处忙', zh ? '话机忙' : 'this phone is busy'),
        of(503, 'Service Unavailable', '服务不可用', zh ? '服务器过载' : 'the server is overloaded'),
        of(600, 'Busy Everywhere', '到处都忙', zh ? '所有话机都忙' : 'the user is busy everywhere'),
    ];
}

export function rates(count, step) {
    const now = Math.floor(Date.now() / 10_000) * 10_000;
    return Array.from({ length: count }, (_, i) => {
        const at = now - (count - 1 - i) * step * 1000;
        const wave = 1 + 0.35 * Math.sin(at / 400_000) + 0.08 * Math.sin(at / 17_000);
        const quiet = i % 97 === 50;
        return {
            at: new Date(at).toISOString(),
            seconds: step,
            messagesIn: 410 * wave,
            messagesOut: 436 * wave,
            calls: 38 * wave,
            registrations: 12 + 2 * Math.sin(at / 31_000),
            failures: 2.4 * wave + (i % 61 === 0 ? 9 : 0),
            retransmissions: 1.2 * wave,
            dropped: i % 120 === 7 ? 4 : 0,
            callsUp: Math.round(1700 * wave),
            bindings: 5200 + i,
            latencyMs: quiet ? null : { p50: 0.4 * wave, p90: 0.9 * wave, p99: 2.6 * wave + (i % 73 === 0 ? 3 : 0), max: 9 },
        };
    });
}
