package dev.ringback.callflow.why;

import dev.ringback.auth.Verdict;
import dev.ringback.cause.Absence;
import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.DnsStep;
import dev.ringback.cause.Element;
import dev.ringback.cause.Errno;
import dev.ringback.cause.Finding;
import dev.ringback.cause.Policy;
import dev.ringback.cause.Resource;
import dev.ringback.cause.Store;
import dev.ringback.cause.Tally;
import dev.ringback.cause.TimerName;
import dev.ringback.cause.TlsAlert;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Every cause that there is, with every constant that it can hold.
final class AllCauses {
    private static final InetSocketAddress AT =
            new InetSocketAddress(InetAddress.ofLiteral("192.0.2.7"), 5060);
    static final Destination HOP = new Hop(Transport.UDP, AT);
    static final Destination FLOW = new Flow(Transport.TCP, AT, AT, 7);
    static final Cause.RuleMatched RULE = new Cause.RuleMatched("ringback.yaml", 7, "night");

    /// The words of transports that stand for a kind of their own, and some that do not.
    private static final List<String> WORDS =
            List.of(
                    "tls: certificate expired",
                    "tls: certificate not yet valid",
                    "tls: certificate revoked",
                    "tls: certificate of unknown authority",
                    "tls: the certificate is not one of example.com",
                    "tls: the peer does not speak TLS",
                    "tls: handshake timed out",
                    "tls: closed during the handshake",
                    "tls: renegotiation refused",
                    "no TLS is set up",
                    "no socket",
                    "connect timed out",
                    "closed by the peer",
                    "left alone, silent for 42 s: connection timed out",
                    "connect queue full");

    private final List<Cause> all = new ArrayList<>();

    private AllCauses() {}

    static List<Cause> all() {
        AllCauses causes = new AllCauses();
        causes.decisions();
        causes.transports();
        causes.timers();
        causes.names();
        return List.copyOf(causes.all);
    }

    private void decisions() {
        for (Element element : Element.values()) {
            all.add(new Cause.Served(element));
        }
        for (Check check : Check.values()) {
            all.add(new Cause.CheckFailed(check, "something"));
        }
        all.add(new Cause.Challenged("example.com", null));
        for (Verdict.Reason fault : Verdict.Reason.values()) {
            all.add(new Cause.Challenged("example.com", fault));
        }
        for (Policy policy : Policy.values()) {
            all.add(new Cause.Denied(policy));
        }
        all.add(RULE);
        all.add(new Cause.FellBack(RULE, new Cause.Received(HOP, 486)));
        for (Finding finding : Finding.values()) {
            all.add(new Cause.StoreAnswered(Store.LOCATION, finding, "bob@example.com"));
        }
        for (Absence how : Absence.values()) {
            all.add(new Cause.Departed("bob@example.com", how, Duration.ofSeconds(3)));
        }
        for (Resource resource : Resource.values()) {
            all.add(new Cause.Overloaded(resource, 7, 8));
        }
        all.add(new Cause.Received(HOP, 486));
        all.add(new Cause.Cancelled());
        all.add(new Cause.Fault("java.lang.Error"));
        all.add(new Cause.Decided("application"));
    }

    private void transports() {
        for (Errno errno : Errno.values()) {
            all.add(new Cause.TransportFailed(HOP, errno.words()));
        }
        for (TlsAlert alert : TlsAlert.values()) {
            String name = alert.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            all.add(new Cause.TransportFailed(HOP, "tls: alert " + name));
        }
        for (String words : WORDS) {
            all.add(new Cause.TransportFailed(HOP, words));
        }
        all.add(new Cause.TransportFailed(FLOW, "connection closed"));
    }

    private void timers() {
        List<Tally> tallies =
                List.of(
                        new Tally(7, 0, 0, 0, null),
                        new Tally(1, 1, 100, 0, null),
                        new Tally(1, 2, 180, 0, null),
                        new Tally(7, 0, 0, 3, "cseq"));
        for (TimerName timer : TimerName.values()) {
            for (Tally tally : tallies) {
                all.add(new Cause.TimerFired(timer, tally, Duration.ofMillis(32_500), HOP));
            }
        }
    }

    private void names() {
        all.add(new Cause.Located("example.com", steps(DnsStep.Outcome.FOUND)));
        for (Cause.NotLocated.Reason reason : Cause.NotLocated.Reason.values()) {
            all.add(new Cause.NotLocated("example.com", reason, List.of()));
            for (DnsStep.Outcome outcome : DnsStep.Outcome.values()) {
                all.add(new Cause.NotLocated("example.com", reason, steps(outcome)));
            }
        }
    }

    private static List<DnsStep> steps(DnsStep.Outcome outcome) {
        return List.of(new DnsStep("example.com", "SRV", outcome));
    }
}
