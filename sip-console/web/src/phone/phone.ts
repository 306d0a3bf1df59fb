// A telephone in the page, on JsSIP. What it shows is in signals.
import { signal } from '@preact/signals';
import JsSIP from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession';
import { openSound, type Sound, type Source } from './sound';

export interface Account {
    name: string;
    password: string;
    uri: string;
    ws: string;
}

export type Line = 'off' | 'connecting' | 'registered' | 'failed';

export type Stage = 'calling' | 'ringing' | 'incoming' | 'up';

export interface PhoneCall {
    callId: string;
    peer: string;
    outgoing: boolean;
    stage: Stage;
    since: number;
}

export interface Ending {
    peer: string;
    /** The code that ended it; 0 where it was no response. */
    code: number;
    /** What JsSIP says. */
    cause: string;
    failed: boolean;
}

const EXPIRES = 120;
/** Addresses of this machine are known at once; an interface that says nothing is not waited for. */
const GATHERING = 300;
const LISTENING = 500;

export class Phone {
    readonly line = signal<Line>('off');
    readonly problem = signal('');
    readonly call = signal<PhoneCall | null>(null);
    readonly ending = signal<Ending | null>(null);
    readonly muted = signal(false);
    readonly source = signal<Source>('microphone');
    /** What is sent in the end; null between calls. */
    readonly sends = signal<Source | null>(null);
    /** Whether sound has arrived in the last moment. */
    readonly hears = signal(false);
    readonly digits = signal('');
    readonly speaker = signal(true);

    /** Is told the Call-ID of each call that begins here. */
    onCall: (callId: string) => void = () => undefined;

    private agent: JsSIP.UA | null = null;
    private session: RTCSession | null = null;
    private sound: Sound | null = null;
    private opening = false;
    private readonly ear = new Audio();
    private listening: ReturnType<typeof setInterval> | undefined;

    constructor(readonly account: Account) {}

    start(): void {
        if (this.agent) {
            return;
        }
        const agent = new JsSIP.UA({
            sockets: [new JsSIP.WebSocketInterface(this.account.ws)],
            uri: this.account.uri,
            password: this.account.password,
            register: true,
            register_expires: EXPIRES,
            session_timers: false,
            connection_recovery_min_interval: 1,
            connection_recovery_max_interval: 8,
            user_agent: 'Ringback console',
        });
        this.agent = agent;
        agent.on('connecting', () => (this.line.value = 'connecting'));
        agent.on('disconnected', () => (this.line.value = 'connecting'));
        agent.on('registered', () => {
            this.line.value = 'registered';
            this.problem.value = '';
        });
        agent.on('unregistered', () => (this.line.value = 'off'));
        agent.on('registrationFailed', (e) => {
            this.line.value = 'failed';
            this.problem.value = String(e.cause ?? '');
        });
        agent.on('newRTCSession', (e: { session: RTCSession; originator: string; request: { call_id: string } }) =>
            this.take(e.session, e.originator === 'local', e.request.call_id),
        );
        agent.start();
    }

    stop(): void {
        this.hangUp();
        this.agent?.stop();
        this.agent = null;
        this.release();
        this.line.value = 'off';
    }

    async dial(target: string): Promise<void> {
        if (this.call.value || !this.agent || this.sound || this.opening) {
            return;
        }
        this.ending.value = null;
        const sound = await this.opened();
        if (this.session || !this.agent) {
            // somebody was faster, or it was switched off
            this.release();
            return;
        }
        try {
            this.agent.call(target, { mediaStream: sound.stream, pcConfig: { iceServers: [] } });
        } catch (e) {
            // no address, for one
            this.release();
            const cause = e instanceof Error ? e.message : String(e);
            this.ending.value = { peer: target, code: 0, cause, failed: true };
        }
    }

    async answer(): Promise<void> {
        const session = this.session;
        if (this.call.value?.stage !== 'incoming' || !session || this.sound || this.opening) {
            return;
        }
        const sound = await this.opened();
        if (this.session === session) {
            session.answer({ mediaStream: sound.stream, pcConfig: { iceServers: [] } });
        } else {
            this.release();
        }
    }

    hangUp(): void {
        const now = this.call.value;
        if (!this.session || !now) {
            return;
        }
        this.session.terminate(
            now.stage === 'incoming' ? { status_code: 486, reason_phrase: 'Busy Here' } : {},
        );
    }

    mute(on: boolean): void {
        if (on) {
            this.session?.mute({ audio: true });
        } else {
            this.session?.unmute({ audio: true });
        }
        this.muted.value = on;
    }

    digit(digit: string): void {
        if (this.call.value?.stage === 'up') {
            this.session?.sendDTMF(digit, {
                transportType: JsSIP.C.DTMF_TRANSPORT.RFC2833 as never,
            });
            this.digits.value = (this.digits.value + digit).slice(-16);
        }
    }

    /** Whether the loudspeaker plays what the other one says. */
    speak(on: boolean): void {
        this.speaker.value = on;
        this.ear.muted = !on;
    }

    private async opened(): Promise<Sound> {
        this.opening = true;
        try {
            const sound = await openSound(this.source.value);
            this.sound = sound;
            this.sends.value = sound.source;
            return sound;
        } finally {
            this.opening = false;
        }
    }

    private take(session: RTCSession, outgoing: boolean, callId: string): void {
        if (this.session) {
            session.terminate({ status_code: 486, reason_phrase: 'Busy Here' });
            return;
        }
        this.session = session;
        const stage: Stage = outgoing ? 'calling' : 'incoming';
        const peer = session.remote_identity.uri.toString();
        this.ending.value = null;
        this.muted.value = false;
        this.digits.value = '';
        this.call.value = { callId, peer, outgoing, stage, since: Date.now() };
        this.onCall(callId);
        this.follow(session);
    }

    private follow(session: RTCSession): void {
        session.on('progress', () => outgoing(this) && this.stage('ringing'));
        session.on('confirmed', () => {
            this.stage('up');
            this.listen();
        });
        session.on('ended', (e: { cause: string }) => this.end(session, 0, e.cause, false));
        session.on('failed', (e: { cause: string; message?: unknown }) => {
            const code = (e.message as { status_code?: number } | null)?.status_code ?? 0;
            this.end(session, code, e.cause, true);
        });
        let waiting: ReturnType<typeof setTimeout> | undefined;
        session.on('icecandidate', (e: { ready: () => void }) => {
            waiting ??= setTimeout(e.ready, GATHERING);
        });
        if (session.connection) {
            this.hear(session.connection);
        } else {
            session.on('peerconnection', (e: { peerconnection: RTCPeerConnection }) =>
                this.hear(e.peerconnection),
            );
        }
    }

    private hear(connection: RTCPeerConnection): void {
        connection.addEventListener('track', (e) => {
            this.ear.srcObject = e.streams[0] ?? new MediaStream([e.track]);
            this.ear.play().catch(() => undefined);
        });
    }

    private stage(stage: Stage): void {
        const now = this.call.value;
        if (now && now.stage !== 'up') {
            this.call.value = { ...now, stage, since: stage === 'up' ? Date.now() : now.since };
        }
    }

    /** Looks twice a second whether packets come. */
    private listen(): void {
        let before = 0;
        clearInterval(this.listening);
        this.listening = setInterval(async () => {
            const stats = await this.session?.connection?.getStats();
            let packets = 0;
            stats?.forEach((each: { type: string; packetsReceived?: number }) => {
                packets += each.type === 'inbound-rtp' ? (each.packetsReceived ?? 0) : 0;
            });
            this.hears.value = packets > before;
            before = packets;
        }, LISTENING);
    }

    private end(session: RTCSession, code: number, cause: string, failed: boolean): void {
        if (session !== this.session) {
            return;
        }
        const peer = this.call.value?.peer ?? '';
        this.session = null;
        this.call.value = null;
        this.ending.value = { peer, code, cause, failed };
        this.release();
    }

    private release(): void {
        clearInterval(this.listening);
        this.hears.value = false;
        this.sound?.stop();
        this.sound = null;
        this.sends.value = null;
        this.ear.srcObject = null;
    }
}

function outgoing(phone: Phone): boolean {
    return phone.call.value?.outgoing === true;
}
