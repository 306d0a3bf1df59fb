// What a telephone sends: the microphone, a tone or nothing. A computer without a microphone can
// call too: then it sends silence and says so.
export type Source = 'microphone' | 'tone' | 'silence';

export interface Sound {
    stream: MediaStream;
    /** What it is in the end. */
    source: Source;
    stop: () => void;
}

/** Opens it; silence where there is no microphone, or it may not be used. */
export async function openSound(wanted: Source): Promise<Sound> {
    if (wanted !== 'microphone') {
        return made(wanted);
    }
    try {
        const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
        return {
            stream,
            source: 'microphone',
            stop: () => stream.getTracks().forEach((track) => track.stop()),
        };
    } catch {
        return made('silence');
    }
}

const LOUDNESS = 0.05;
const PITCH = 440;

function made(source: 'tone' | 'silence'): Sound {
    const context = new AudioContext();
    const oscillator = new OscillatorNode(context, { frequency: PITCH });
    const volume = new GainNode(context, { gain: source === 'tone' ? LOUDNESS : 0 });
    const out = new MediaStreamAudioDestinationNode(context);
    oscillator.connect(volume).connect(out);
    oscillator.start();
    void context.resume();
    return {
        stream: out.stream,
        source,
        stop: () => {
            oscillator.stop();
            void context.close();
        },
    };
}
