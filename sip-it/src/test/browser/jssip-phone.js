import JsSIP from 'jssip';
import { Sound, later } from './sound.js';

/** A telephone on JsSIP. */
export class JsSipPhone {
    constructor() {
        this.incoming = later();
        this.sound = new Sound(() => this.session?.connection);
    }

    register({ server, uri, password, expires }) {
        const registered = later();
        this.agent = new JsSIP.UA({
            sockets: [new JsSIP.WebSocketInterface(server)],
            uri,
            password,
            register: true,
            register_expires: expires ?? 120,
            session_timers: false,
            connection_recovery_min_interval: 1,
            connection_recovery_max_interval: 2,
        });
        this.registrations = 0;
        this.agent.on('registered', (e) => {
            this.registrations++;
            registered.resolve({ contact: e.response.getHeader('Contact') });
        });
        this.agent.on('registrationFailed', (e) => registered.reject(new Error(e.cause)));
        this.agent.on('newRTCSession', ({ session, originator }) => {
            if (originator === 'remote') {
                this.take(session);
                this.incoming.resolve(session);
            }
        });
        this.agent.start();
        return registered.promise;
    }

    take(session) {
        this.session = session;
        this.confirmed = later();
        this.ended = later();
        this.held = false;
        session.on('confirmed', () => this.confirmed.resolve());
        session.on('failed', (e) => {
            const why = { cause: e.cause, code: e.message?.status_code ?? 0 };
            this.confirmed.reject(new Error(JSON.stringify(why)));
            this.ended.resolve(why);
        });
        session.on('ended', (e) => this.ended.resolve({ cause: e.cause, by: e.originator }));
        session.on('hold', (e) => (this.held = e.originator === 'remote' || this.held));
        session.on('unhold', (e) => (this.held = e.originator === 'remote' ? false : this.held));
    }

    async call({ target }) {
        this.take(
            this.agent.call(target, {
                mediaConstraints: { audio: true, video: false },
                pcConfig: { iceServers: [] },
            }),
        );
        await this.confirmed.promise;
        return {};
    }

    async answer() {
        const session = await this.incoming.promise;
        this.incoming = later();
        session.answer({
            mediaConstraints: { audio: true, video: false },
            pcConfig: { iceServers: [] },
        });
        await this.confirmed.promise;
        return { from: session.remote_identity.uri.toString() };
    }

    async reject({ code }) {
        const session = await this.incoming.promise;
        this.incoming = later();
        session.terminate({ status_code: code });
        return {};
    }

    change(action, on) {
        const done = later();
        const going = this.session[action]({}, () => done.resolve({ hold: on }));
        if (!going) {
            done.reject(new Error(action + ' refused'));
        }
        return done.promise;
    }

    hold() {
        return this.change('hold', true);
    }

    unhold() {
        return this.change('unhold', false);
    }

    isHeld() {
        return this.held;
    }

    hangUp() {
        this.session.terminate();
        return this.ended.promise;
    }

    end() {
        return this.ended.promise;
    }

    count() {
        return this.registrations;
    }

    async unregister() {
        const gone = later();
        this.agent.on('unregistered', () => gone.resolve({}));
        this.agent.unregister();
        await gone.promise;
        this.agent.stop();
        return {};
    }
}
