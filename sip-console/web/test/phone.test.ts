import { beforeEach, expect, it, vi } from 'vitest';

const open = { sounds: 0 };
const heard = new Map<string, (e: unknown) => void>();

vi.mock('../src/phone/sound', () => ({
    openSound: async (source: string) => {
        open.sounds++;
        return { stream: {}, source, stop: () => open.sounds-- };
    },
}));
vi.mock('jssip', () => ({
    default: {
        WebSocketInterface: class {},
        UA: class {
            on(name: string, listener: (e: unknown) => void) {
                heard.set(name, listener);
            }
            start() {}
            stop() {}
            call(target: string) {
                if (target.includes(' ')) {
                    throw new TypeError('Invalid target: ' + target);
                }
                heard.get('newRTCSession')?.(session('local'));
            }
        },
    },
}));
vi.stubGlobal('Audio', class {});

const { Phone } = await import('../src/phone/phone');

function session(originator: string) {
    const session = {
        remote_identity: { uri: 'sip:bob@localhost' },
        connection: { addEventListener: () => undefined },
        on: () => undefined,
        terminate: () => undefined,
    };
    return { session, originator, request: { call_id: originator } };
}

function started() {
    const phone = new Phone({ name: 'alice', password: 'alice', uri: 'sip:alice@localhost', ws: 'ws://x' });
    phone.start();
    return phone;
}

beforeEach(() => {
    open.sounds = 0;
});

it('says that a target is none, closes the microphone and dials again', async () => {
    const phone = started();
    await phone.dial('a b@c');
    expect(phone.ending.value).toMatchObject({ failed: true, code: 0, cause: 'Invalid target: a b@c' });
    expect(open.sounds).toBe(0);
    expect(phone.sends.value).toBeNull();
    await phone.dial('bob');
    expect(phone.call.value?.callId).toBe('local');
    expect(open.sounds).toBe(1);
});

it('does not dial where somebody calls while the microphone is opened', async () => {
    const phone = started();
    const dialled = phone.dial('bob');
    heard.get('newRTCSession')?.(session('remote'));
    await dialled;
    expect(phone.call.value?.callId).toBe('remote');
    expect(open.sounds).toBe(0);
});

it('opens one microphone however often one dials', async () => {
    const phone = started();
    await Promise.all([phone.dial('bob'), phone.dial('bob')]);
    expect(open.sounds).toBe(1);
});

it('leaves no microphone open where it is switched off meanwhile', async () => {
    const phone = started();
    const dialled = phone.dial('bob');
    phone.stop();
    await dialled;
    expect(open.sounds).toBe(0);
});
