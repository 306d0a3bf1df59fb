// A telephone on UDP whose messages carry a payload in every header field that there is.
import { createSocket } from 'node:dgram';

/** Header fields that the way of a message does not depend on, by what may stand in them. */
const FREE = ['Subject', 'User-Agent', 'Server', 'Organization', 'X-Payload'];
const OTHERS = [
    'Accept', 'Accept-Contact', 'Accept-Encoding', 'Accept-Language', 'Alert-Info', 'Allow', 'Allow-Events',
    'Answer-Mode', 'Authentication-Info', 'Call-Info', 'Content-Disposition', 'Content-Encoding', 'Content-Language',
    'Content-Type', 'Date', 'Diversion', 'Error-Info', 'Event', 'Expires', 'Feature-Caps', 'Flow-Timer', 'Geolocation',
    'History-Info', 'In-Reply-To', 'Info-Package', 'Join', 'MIME-Version', 'Min-Expires', 'Min-SE',
    'P-Access-Network-Info', 'P-Asserted-Identity', 'P-Preferred-Identity', 'Path', 'Priority', 'Privacy', 'RAck',
    'RSeq', 'Reason', 'Record-Route', 'Refer-Sub', 'Refer-To', 'Referred-By', 'Reject-Contact', 'Replaces', 'Reply-To',
    'Request-Disposition', 'Retry-After', 'SIP-ETag', 'SIP-If-Match', 'Security-Client', 'Security-Server',
    'Security-Verify', 'Service-Route', 'Session-Expires', 'Session-ID', 'Subscription-State', 'Supported',
    'Target-Dialog', 'Timestamp', 'Unsupported', 'WWW-Authenticate', 'Warning',
];

const quoted = (text) => '"' + text.replace(/[\\"]/g, '\\$&') + '"';
const LIMIT = 5_000;

export class Peer {
    static async open(server) {
        const socket = createSocket('udp4');
        await new Promise((resolve) => socket.bind(0, '127.0.0.1', resolve));
        return new Peer(socket, server);
    }

    constructor(socket, server) {
        this.socket = socket;
        this.server = server;
        this.port = socket.address().port;
        this.serial = 0;
        this.waiting = new Map();
        socket.on('message', (octets) => this.take(octets.toString('utf8')));
    }

    close() {
        this.socket.close();
    }

    send(text) {
        this.socket.send(Buffer.from(text, 'utf8'), this.server, '127.0.0.1');
    }

    /** What comes: a request is refused with its own payload, a response ends a wait. */
    take(text) {
        const callId = /^(?:Call-ID|i): *(.*)\r$/im.exec(text)?.[1];
        if (text.startsWith('SIP/2.0 ')) {
            const code = Number(text.slice(8, 11));
            if (code >= 200) {
                this.waiting.get(callId)?.({ code, text });
            }
            return;
        }
        if (!text.startsWith('INVITE')) {
            return;
        }
        const kept = text
            .split('\r\n')
            .filter((line) => /^(Via|v|From|f|To|t|Call-ID|i|CSeq|Record-Route) *:/i.test(line))
            .map((line) => (/^(To|t) *:/i.test(line) ? line + ';tag=callee' : line));
        this.send([`SIP/2.0 486 Busy`, ...kept, ...FREE.map((name) => `${name}: ${this.payload}`), 'Content-Length: 0', '', ''].join('\r\n'));
    }

    answer(callId) {
        return new Promise((resolve, reject) => {
            const timer = setTimeout(() => reject(new Error('no answer to ' + callId)), LIMIT);
            this.waiting.set(callId, (answer) => {
                clearTimeout(timer);
                resolve(answer);
            });
        });
    }

    head(method, target, callId) {
        return [
            `${method} ${target} SIP/2.0`,
            `Via: SIP/2.0/UDP 127.0.0.1:${this.port};branch=z9hG4bKp${++this.serial}x${this.port};rport`,
            `Call-ID: ${callId}`,
            `CSeq: 1 ${method}`,
            'Max-Forwards: 70',
        ];
    }

    async register(user) {
        const callId = `register-${this.port}`;
        const answered = this.answer(callId);
        const address = `sip:${user}@localhost`;
        this.send(
            [
                ...this.head('REGISTER', 'sip:localhost', callId),
                `From: <${address}>;tag=r`,
                `To: <${address}>`,
                `Contact: "<script>window.hit=1</script>" <sip:${user}@127.0.0.1:${this.port}>`,
                'User-Agent: <img src=x onerror=window.hit=1>',
                'Expires: 600',
                'Content-Length: 0',
                '',
                '',
            ].join('\r\n'),
        );
        const { code, text } = await answered;
        if (code !== 200) {
            throw new Error(text);
        }
    }

    /** Well formed: the payload stands where any text may. Bare: it is the value of every field. */
    wellFormed(payload) {
        return {
            from: `${quoted(payload)} <sip:caller@localhost>;tag=f`,
            to: `${quoted(payload)} <sip:target@localhost>`,
            lines: [
                ...FREE.map((name) => `${name}: ${payload}`),
                `Contact: ${quoted(payload)} <sip:caller@127.0.0.1:${this.port}>`,
                `Reason: SIP;cause=480;text=${quoted(payload)}`,
                `Warning: 399 localhost ${quoted(payload)}`,
                `Reply-To: ${quoted(payload)} <sip:caller@localhost>`,
                `P-Preferred-Identity: ${quoted(payload)} <sip:caller@localhost>`,
                `Call-Info: <http://localhost/>;note=${quoted(payload)}`,
                `Retry-After: 5 (${payload.replace(/[()\\]/g, '\\$&')})`,
            ],
        };
    }

    bare(payload) {
        return {
            from: `<sip:caller@localhost>;tag=f`,
            to: `<sip:target@localhost>`,
            lines: [...FREE, ...OTHERS].map((name) => `${name}: ${payload}`),
        };
    }

    async call(user, build, payload) {
        this.payload = payload;
        const callId = `${build}-${++this.serial}-${this.port}`;
        const { from, to, lines } = this[build](payload);
        const target = `sip:${user}@localhost`;
        const head = this.head('INVITE', target, callId);
        const answered = this.answer(callId);
        this.send([...head, `From: ${from}`, `To: ${to}`, ...lines, 'Content-Length: 0', '', ''].join('\r\n'));
        const { code, text } = await answered;
        const tagged = /^(?:To|t)\s*:\s*(.*?)\r?$/im.exec(text)?.[1] ?? to;
        const [, via] = head;
        this.send(
            [`ACK ${target} SIP/2.0`, via, `Call-ID: ${callId}`, 'CSeq: 1 ACK', 'Max-Forwards: 70', `From: ${from}`, `To: ${tagged}`, 'Content-Length: 0', '', ''].join('\r\n'),
        );
        return { callId, lines: [`From: ${from}`, `To: ${to}`, ...lines], code };
    }
}
