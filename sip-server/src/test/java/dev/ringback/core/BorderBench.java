package dev.ringback.core;

import dev.ringback.auth.DigestClient;
import dev.ringback.header.HeaderName;
import dev.ringback.header.security.ProxyAuthenticate;
import dev.ringback.identity.Border;
import dev.ringback.identity.BorderRules;
import dev.ringback.identity.Conduct;
import dev.ringback.identity.OwnIdentities;
import dev.ringback.identity.TrustDomain;
import dev.ringback.identity.VerifiedPeers;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.routing.Network;
import dev.ringback.stack.Flow;
import dev.ringback.stir.Stir;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// A server with a border: 10.0.0.0/8 is its trust domain, alice and bob are its users, and alice
/// has a number and another name. The carrier is at 10.9.9.9, strangers anywhere else.
final class BorderBench {
    static final Flow CARRIER = CoreBench.udp("10.9.9.9", 5060);
    static final AddressOfRecord ALICE = new AddressOfRecord("alice", "example.com");

    static final BorderRules RULES =
            new BorderRules(
                    new TrustDomain(
                            List.of(Network.parse("10.0.0.0/8")), Set.of(), VerifiedPeers.NONE),
                    new OwnIdentities(
                            Map.of(
                                    ALICE,
                                    List.of(
                                            uri("tel:+12025550123"),
                                            uri("sip:sales@example.com")))),
                    Conduct.USUAL,
                    List.of(HeaderName.of("X-Internal")));

    final CoreBench core;
    private int sent;

    BorderBench() {
        this(RULES);
    }

    BorderBench(BorderRules rules) {
        this(rules, Stir.NONE);
    }

    BorderBench(BorderRules rules, Stir stir) {
        core = new CoreBench(ServerSettings.defaults(), border(rules), stir);
        core.bind("bob", "sip:bob@192.0.2.20");
    }

    static Border border(BorderRules rules) {
        return new Border(
                rules, uri -> uri instanceof SipUri sip && sip.host().equals("example.com"));
    }

    static Uri uri(String text) {
        return Objects.requireNonNull(Uri.parse(text));
    }

    /// What becomes of a stranger's INVITE for bob with these lines.
    SipRequest stranger(String... lines) {
        core.receive(CoreBench.CALLER, text("sip:bob@example.com", lines));
        return core.forwarded("INVITE").getLast();
    }

    /// The copy of the carrier's INVITE for bob with these lines.
    SipRequest carrier(String... lines) {
        core.receive(CARRIER, text("sip:bob@example.com", lines));
        return core.forwarded("INVITE").getLast();
    }

    /// The copy of alice's INVITE, who proves that it is hers.
    SipRequest alice(String to, String... lines) {
        proved(to, lines);
        return core.forwarded("INVITE").getLast();
    }

    /// An INVITE of alice, who proves that it is hers.
    void proved(String to, String... lines) {
        String text = text(to, lines).replace("sip:carol@far.example", "sip:alice@example.com");
        core.receive(CoreBench.CALLER, text);
        core.receive(CoreBench.CALLER, signed(text, core.lastResponse()));
    }

    private String text(String to, String... lines) {
        sent++;
        return CoreBench.text("INVITE", to, "m" + sent, lines)
                .replace("call-1", "call-" + sent)
                .replace("tag=c1", "tag=c" + sent);
    }

    private static String signed(String text, SipResponse challenge) {
        String uri = text.substring(text.indexOf(' ') + 1, text.indexOf(" SIP/2.0"));
        String answer =
                new DigestClient("alice", "secret", () -> "c0ffee")
                        .answer(
                                challenge.read(ProxyAuthenticate.FIELD).values(),
                                "INVITE",
                                uri,
                                new byte[0])
                        .getFirst();
        return text.replace("branch=z9hG4bK", "branch=z9hG4bKproved")
                .replace("CSeq: 1", "CSeq: 2")
                .replace("Content-Length", "Proxy-Authorization: " + answer + "\r\nContent-Length");
    }
}
