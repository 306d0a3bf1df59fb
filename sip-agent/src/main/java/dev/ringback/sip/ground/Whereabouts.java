package dev.ringback.sip.ground;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.message.SipRequest;
import dev.ringback.reaction.Reactions;
import dev.ringback.stack.Hop;
import dev.ringback.stack.ListenPoint;
import dev.ringback.uri.Uri;
import dev.ringback.useragent.UserAgentCore;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Finds out where requests to somebody leave this machine.
public final class Whereabouts {
    private Whereabouts() {}

    /// Finds the listening point of a request outside of dialogs; null where it can go nowhere.
    public static void find(
            UserAgentCore core,
            Uri target,
            Reactions reactions,
            Consumer<@Nullable ListenPoint> then) {
        SipRequest.Builder probe =
                SipRequest.derived(Method.OPTIONS, target)
                        .set(HeaderName.VIA, "SIP/2.0/UDP probe.invalid;branch=z9hG4bKprobe")
                        .set(HeaderName.MAX_FORWARDS, "0")
                        .set(HeaderName.FROM, "<sip:probe.invalid>;tag=probe")
                        .set(HeaderName.TO, "<sip:probe.invalid>")
                        .set(HeaderName.CALL_ID, "probe")
                        .set(HeaderName.CSEQ, "1 OPTIONS");
        for (NameAddress route : reactions.routes()) {
            probe.add(HeaderName.ROUTE, route.toString());
        }
        core.sender()
                .locate(
                        probe.build(),
                        located -> {
                            List<Hop> hops = located.everyHop();
                            then.accept(
                                    hops.isEmpty() ? null : core.stack().localFor(hops.getFirst()));
                        });
    }
}
