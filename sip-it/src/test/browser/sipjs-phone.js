import { Inviter, Registerer, RegistererState, SessionState, UserAgent, Web } from 'sip.js';
import { Sound, later } from './sound.js';

/** A telephone on SIP.js. */
export class SipJsPhone {
    constructor() {
        this.incoming = later();
        this.sound = new Sound(() => this.session?.sessionDescriptionHandler?.peerConnection);
    }

    async register({ server, uri, password, expires }) {
        const user = uri.replace(/^sip:/, '').replace(/@.*/, '');
        this.agent = new UserAgent({
            uri: UserAgent.makeURI(uri),
            transportOptions: { server },
            authorizationUsername: user,
            authorizationPassword: password,
            logBuiltinEnabled: false,
            gracefulShutdown: false,
            sessionDescriptionHandlerFactoryOptions: {
                iceGatheringTimeout: 500,
                peerConnectionConfiguration: { iceServers: [] },
            },
            delegate: {
                onInvite: (invitation) => {
                    this.take(invitation);
                    this.incoming.resolve(invitation);
                },
            },
        });
        await this.agent.start();
        const registered = later();
        this.registrations = 0;
        this.registerer = new Registerer(this.agent, { expires: expires ?? 120 });
        this.registerer.stateChange.addListener((state) => {
            if (state === RegistererState.Registered) {
                this.registrations++;
                registered.resolve({ contact: String(this.agent.contact.uri) });
            }
        });
        await this.registerer.register({
            requestDelegate: {
                onReject: (response) =>
                    registered.reject(new Error(String(response.message.statusCode))),
            },
        });
        return registered.promise;
    }

    take(session) {
        this.session = session;
        this.confirmed = later();
        this.ended = later();
        session.stateChange.addListener((state) => {
            if (state === SessionState.Established) {
                this.confirmed.resolve();
            }
            if (state === SessionState.Terminated) {
                // a refusal tells its code right after this
                setTimeout(() => this.confirmed.reject(new Error('terminated')), 200);
                this.ended.resolve({ cause: 'Terminated' });
            }
        });
    }

    async call({ target }) {
        const inviter = new Inviter(this.agent, UserAgent.makeURI(target), {
            sessionDescriptionHandlerOptions: { constraints: { audio: true, video: false } },
        });
        this.take(inviter);
        await inviter.invite({
            requestDelegate: {
                onReject: (response) =>
                    this.confirmed.reject(
                        new Error(JSON.stringify({ code: response.message.statusCode })),
                    ),
            },
        });
        await this.confirmed.promise;
        return {};
    }

    async answer() {
        const invitation = await this.incoming.promise;
        this.incoming = later();
        await invitation.accept({
            sessionDescriptionHandlerOptions: { constraints: { audio: true, video: false } },
        });
        await this.confirmed.promise;
        return { from: invitation.remoteIdentity.uri.toString() };
    }

    async reject({ code }) {
        const invitation = await this.incoming.promise;
        this.incoming = later();
        await invitation.reject({ statusCode: code });
        return {};
    }

    async change(hold) {
        const done = later();
        this.session.sessionDescriptionHandlerOptionsReInvite = { hold };
        await this.session.invite({
            sessionDescriptionHandlerModifiers: hold ? [Web.holdModifier] : [],
            requestDelegate: {
                onAccept: () => done.resolve({ hold }),
                onReject: (response) =>
                    done.reject(new Error(String(response.message.statusCode))),
            },
        });
        return done.promise;
    }

    hold() {
        return this.change(true);
    }

    unhold() {
        return this.change(false);
    }

    isHeld() {
        const connection = this.session.sessionDescriptionHandler.peerConnection;
        const sdp = connection.remoteDescription?.sdp ?? '';
        return /a=(sendonly|inactive)/.test(sdp);
    }

    async hangUp() {
        await this.session.bye();
        return this.ended.promise;
    }

    end() {
        return this.ended.promise;
    }

    count() {
        return this.registrations;
    }

    async unregister() {
        await this.registerer.unregister();
        await this.agent.stop();
        return {};
    }
}
