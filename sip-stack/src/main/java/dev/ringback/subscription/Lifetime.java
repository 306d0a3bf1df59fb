package dev.ringback.subscription;

import dev.ringback.header.time.Expires;
import dev.ringback.message.SipRequest;
import java.time.Duration;

/// How long a SUBSCRIBE may last: RFC 6665 §4.2.1.1.
///
/// @param granted for how long: never more than was asked; zero for who only asks, or leaves
/// @param tooBrief whether it has to be refused with 423
record Lifetime(Duration granted, boolean tooBrief) {
    private static final Duration HOUR = Duration.ofHours(1);

    static Lifetime of(SipRequest subscribe, EventPackage pack) {
        Long seconds = subscribe.read(Expires.FIELD).first();
        Duration asked = seconds == null ? pack.usual() : Duration.ofSeconds(seconds);
        boolean brief =
                !asked.isZero() && asked.compareTo(HOUR) < 0 && asked.compareTo(pack.least()) < 0;
        return new Lifetime(asked.compareTo(pack.most()) > 0 ? pack.most() : asked, brief);
    }
}
