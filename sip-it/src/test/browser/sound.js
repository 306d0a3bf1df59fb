// What both libraries share: the peer connection tells how much sound came in.

/** Remembers the peer connection of a call and measures it. */
export class Sound {
    /** @param {() => RTCPeerConnection | undefined} connection */
    constructor(connection) {
        this.connection = connection;
    }

    /** Plays what comes in: Chromium decodes only what somebody listens to. */
    listen(connection) {
        this.player = new Audio();
        this.player.srcObject = new MediaStream(
            connection.getReceivers().map((receiver) => receiver.track),
        );
        this.player.play();
    }

    /** The energy of all sound received so far, as the decoder measured it, and the packets. */
    async received() {
        const connection = this.connection();
        const sum = { energy: 0, packets: 0, sent: 0 };
        if (!connection) {
            return sum;
        }
        for (const report of (await connection.getStats()).values()) {
            if (report.type === 'inbound-rtp' && report.kind === 'audio') {
                sum.energy += report.totalAudioEnergy ?? 0;
                sum.packets += report.packetsReceived ?? 0;
            }
            if (report.type === 'outbound-rtp' && report.kind === 'audio') {
                sum.sent += report.packetsSent ?? 0;
            }
        }
        if (sum.energy === 0) {
            // not yet listening, or to a track that had nothing to say then
            this.listen(connection);
        }
        return sum;
    }
}

/** A promise that is settled from outside. */
export function later() {
    const made = {};
    made.promise = new Promise((resolve, reject) => {
        made.resolve = resolve;
        made.reject = reject;
    });
    made.promise.catch(() => {});
    return made;
}
