// Telephones on UDP who call each other, so that a server has something to show.
import { createSocket } from 'node:dgram';

const HOST = '127.0.0.1';
const KEPT = /^(Via|v|From|f|To|t|Call-ID|i|CSeq|Record-Route) *:/i;
const TRIES = [500, 1000, 2000, 4000];

const field = (text, name) => new RegExp(`^${name}: *(.*?)\\r?$`, 'im').exec(text)?.[1] ?? '';
const sleep = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

/** One telephone: it registers, and does with calls what it is told to. */
export class Phone {
    /** @param manner what becomes of a call: [[milliseconds, 'status phrase'], …] */
    static async open(town, user, manner = [[300, '180 Ringing'], [2000, '200 OK']], agent = 'Desk 7/2.1') {
        const socket = createSocket('udp4');
        await new Promise((resolve) => socket.bind(0, HOST, resolve));
        return new Phone(town, socket, user, manner, agent);
    }

    constructor(town, socket, user, manner, agent) {
        Object.assign(this, { town, socket, user, manner, agent });
        this.port = socket.address().port;
        this.contact = `<sip:${user}@${HOST}:${this.port}>`;
        this.waiting = new Map();
        this.taken = new Set();
        this.serial = 0;
        socket.on('message', (octets) => this.take(octets.toString('utf8')));
    }

    close() {
        this.socket.close();
    }

    send(lines) {
        if (!this.town.busy) {
            return;
        }
        this.socket.send(Buffer.from([...lines, 'Content-Length: 0', '', ''].join('\r\n')), this.town.port, HOST);
    }

    take(text) {
        const callId = field(text, 'Call-ID');
        if (text.startsWith('SIP/2.0 ')) {
            const code = Number(text.slice(8, 11));
            if (code >= 200) {
                this.waiting.get(callId + field(text, 'CSeq'))?.({ code, text });
            }
        } else if (text.startsWith('INVITE') && !this.taken.has(callId)) {
            this.taken.add(callId);
            this.manner.forEach(([after, status]) => setTimeout(() => this.reply(text, status), after));
        } else if (text.startsWith('BYE') || text.startsWith('CANCEL')) {
            this.reply(text, '200 OK');
            if (text.startsWith('CANCEL')) {
                this.reply(text.replace(/^CSeq: (\d+) CANCEL/im, 'CSeq: $1 INVITE'), '487 Request Terminated');
            }
        }
    }

    reply(request, status) {
        const kept = request
            .split('\r\n')
            .filter((line) => KEPT.test(line))
            .map((line) => (/^(To|t) *:/i.test(line) && !/;tag=/.test(line) ? `${line};tag=t${this.port}` : line));
        this.send([`SIP/2.0 ${status}`, ...kept, `Contact: ${this.contact}`, `User-Agent: ${this.agent}`]);
    }

    /** Sends a request until it is answered. */
    async ask(lines) {
        const text = lines.join('\r\n');
        const key = field(text, 'Call-ID') + field(text, 'CSeq');
        const answered = new Promise((resolve) => this.waiting.set(key, resolve));
        for (const wait of TRIES) {
            this.send(lines);
            const answer = await Promise.race([answered, sleep(text.startsWith('INVITE') ? 40_000 : wait)]);
            if (answer) {
                this.waiting.delete(key);
                return answer;
            }
        }
        throw new Error('no answer to ' + lines[0]);
    }

    head(method, target, dialog, number) {
        return [
            `${method} ${target} SIP/2.0`,
            `Via: SIP/2.0/UDP ${HOST}:${this.port};branch=z9hG4bK${this.port}x${++this.serial};rport`,
            `From: ${dialog.from}`,
            `To: ${dialog.to}`,
            `Call-ID: ${dialog.callId}`,
            `CSeq: ${number} ${method}`,
            'Max-Forwards: 70',
            `User-Agent: ${this.agent}`,
        ];
    }

    get address() {
        return `sip:${this.user}@${this.town.domain}`;
    }

    async register() {
        const dialog = { from: `<${this.address}>;tag=r`, to: `<${this.address}>`, callId: `r${this.port}@${HOST}` };
        const head = this.head('REGISTER', `sip:${this.town.domain}`, dialog, ++this.serial);
        return this.ask([...head, `Contact: ${this.contact}`, 'Expires: 600']);
    }

    /** Calls, and hangs up after a while. */
    async call(target, talk, callId = `${Math.random().toString(36).slice(2, 12)}@${HOST}`) {
        const dialog = { from: `<${this.address}>;tag=c${++this.serial}`, to: `<${target}>`, callId };
        const invite = [...this.head('INVITE', target, dialog, 1), `Contact: ${this.contact}`];
        const { code, text } = await this.ask(invite);
        dialog.to = field(text, 'To');
        if (code >= 300) {
            const ack = this.head('ACK', target, dialog, 1);
            ack[1] = invite[1];
            this.send(ack);
            return code;
        }
        const remote = /<(.*)>/.exec(field(text, 'Contact'))[1];
        const routes = [...text.matchAll(/^Record-Route: *(.*?)\r?$/gim)].map(([, route]) => `Route: ${route}`).reverse();
        this.send([...this.head('ACK', remote, dialog, 1), ...routes]);
        await sleep(talk);
        await this.ask([...this.head('BYE', remote, dialog, 2), ...routes]);
        return code;
    }
}

/** A server's users and what they do. */
export class Town {
    constructor(port, domain) {
        Object.assign(this, { port, domain, phones: [], busy: true });
    }

    async phone(user, ...how) {
        const phone = await Phone.open(this, user, ...how);
        this.phones.push(phone);
        return phone;
    }

    uri(user) {
        return `sip:${user}@${this.domain}`;
    }

    /** Calls among users by chance, more and less of them, until the town closes. */
    async bustle(callers, callees) {
        const pick = (all) => all[Math.floor(Math.random() * all.length)];
        for (let tick = 0; this.busy; tick++) {
            const many = 3 + Math.round(2 * Math.sin(tick / 15));
            for (let i = 0; i < many; i++) {
                void pick(callers).call(this.uri(pick(callees)), 500 + 4000 * Math.random()).catch(() => {});
            }
            void pick(this.phones).register().catch(() => {});
            await sleep(1000);
        }
    }

    close() {
        this.busy = false;
        this.phones.forEach((phone) => phone.close());
    }
}
