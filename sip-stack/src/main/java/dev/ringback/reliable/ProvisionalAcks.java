package dev.ringback.reliable;

import dev.ringback.header.dialog.RAck;
import dev.ringback.header.dialog.RSeq;
import dev.ringback.header.feature.Require;
import dev.ringback.message.SipResponse;

/// Which reliable provisional responses of one early dialog have come: RFC 3262 §4. One thread.
public final class ProvisionalAcks {
    private static final long NONE = -1;

    private long invite = NONE;
    private long last = NONE;

    /// An early dialog of which nothing has come.
    public ProvisionalAcks() {}

    /// What a provisional response is.
    public enum Order {
        /// It is not reliable: nobody acknowledges it.
        UNRELIABLE,
        /// The next one: it is to be acknowledged with PRACK and to be looked at.
        NEXT,
        /// It was acknowledged before; its PRACK is sent again by itself where that got lost. It is
        /// dropped.
        REPEATED,
        /// One before it has not come yet. It is dropped: it will come again.
        AHEAD
    }

    /// Takes a provisional response of this dialog. The numbers of each INVITE begin anew.
    public Order take(SipResponse response) {
        Long rSeq = response.read(RSeq.FIELD).first();
        boolean reliable = Reliability.names(response.read(Require.FIELD).values());
        if (!reliable || rSeq == null || response.status() == 100) {
            return Order.UNRELIABLE;
        }
        long number = response.cSeq().number();
        if (number != invite) {
            invite = number;
            last = rSeq - 1;
        }
        if (rSeq <= last) {
            return Order.REPEATED;
        }
        if (rSeq > last + 1) {
            return Order.AHEAD;
        }
        last = rSeq;
        return Order.NEXT;
    }

    /// What the PRACK for a response says.
    ///
    /// @param response one that is [Order#NEXT]
    public static RAck rAck(SipResponse response) {
        Long rSeq = response.read(RSeq.FIELD).first();
        if (rSeq == null) {
            throw new IllegalArgumentException("no RSeq");
        }
        return new RAck(rSeq, response.cSeq());
    }
}
