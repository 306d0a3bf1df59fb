package dev.ringback.core;

import dev.ringback.testkit.SimRandom;
import java.util.List;
import java.util.Set;

/// One request of the open-relay matrix, and what must become of it by the rules of ADR 0006 and
/// RFC 3261 §22, told without asking the server's code.
///
/// @param uri the Request-URI
/// @param route the Route that it carries
/// @param sender who is in From
/// @param proof the credentials
/// @param method the method
/// @param tagged whether To has a tag
record RelayRequest(
        Place uri, Path route, Sender sender, Proof proof, String method, boolean tagged) {
    static final List<String> METHODS =
            List.of(
                    "INVITE",
                    "ACK",
                    "CANCEL",
                    "BYE",
                    "MESSAGE",
                    "OPTIONS",
                    "SUBSCRIBE",
                    "REGISTER");

    private static final Set<String> NEVER_CHALLENGED = Set.of("ACK", "CANCEL");

    /// A Request-URI.
    enum Place {
        BOB("sip:bob@example.com", true),
        BOB_BY_ADDRESS("sip:bob@192.0.2.1;transport=udp", true),
        BOB_WITH_PORT("sip:bob@example.com:5099", true),
        BOB_WITH_MADDR("sip:bob@example.com;maddr=198.51.100.1", false),
        FOREIGN("sip:x@198.51.100.1", false),
        FOREIGN_TCP("sip:x@198.51.100.1;transport=tcp", false),
        FOREIGN_WITHOUT_USER("sip:198.51.100.1:5070", false),
        OTHER_PROGRAM("sip:x@192.0.2.1:5099", false),
        FOREIGN_WITH_OUR_MADDR("sip:x@198.51.100.1;maddr=192.0.2.1", false),
        LOOKS_LIKE_OURS("sip:bob@example.com.evil.example", false),
        OURS_AS_USER("sip:example.com@198.51.100.1", false);

        final String text;
        final boolean ours;

        Place(String text, boolean ours) {
            this.text = text;
            this.ours = ours;
        }
    }

    /// The Route of a request; `TOKEN` stands for what a call before it was given.
    enum Path {
        NONE("", true, false),
        OURS("Route: <sip:192.0.2.1;lr>\r\n", true, false),
        OURS_BY_NAME("Route: <sip:example.com;lr>, <sip:192.0.2.1:5060;lr>\r\n", true, false),
        FORGED("Route: <sip:192.0.2.1:5060;lr;rt=AAAAAAAAAAAA>\r\n", true, false),
        FORGED_LONG("Route: <sip:192.0.2.1;lr;rt=AAAAAAAAAAAABBBBBBBBBBBB>\r\n", true, false),
        OURS_WITH_MADDR("Route: <sip:192.0.2.1;lr;maddr=198.51.100.1>\r\n", true, false),
        FOREIGN("Route: <sip:198.51.100.2;lr>\r\n", false, false),
        FOREIGN_STRICT("Route: <sip:198.51.100.2>\r\n", false, false),
        OURS_THEN_FOREIGN(
                "Route: <sip:192.0.2.1;lr>\r\nRoute: <sip:198.51.100.2;lr>\r\n", false, false),
        FOREIGN_THEN_OURS("Route: <sip:198.51.100.2;lr>,<sip:192.0.2.1;lr>\r\n", false, false),
        FORGED_THEN_FOREIGN(
                "Route: <sip:192.0.2.1;lr;rt=AAAAAAAAAAAA>, <sip:198.51.100.2;lr>\r\n",
                false,
                false),
        OF_A_USERS_CALL("Route: TOKEN\r\n", true, true),
        OF_A_USERS_CALL_ON("Route: TOKEN, <sip:198.51.100.2;lr>\r\n", false, true),
        OF_ANOTHER_CALL("Route: TOKEN\r\n", true, false),
        OF_A_STRANGERS_CALL("Route: TOKEN\r\n", true, false);

        final String text;
        final boolean staysHere;
        final boolean grants;

        Path(String text, boolean staysHere, boolean grants) {
            this.text = text;
            this.staysHere = staysHere;
            this.grants = grants;
        }
    }

    /// Who From names.
    enum Sender {
        STRANGER("sip:carol@far.example"),
        ALICE("sip:alice@example.com");

        final String uri;

        Sender(String uri) {
            this.uri = uri;
        }
    }

    /// What proves the sender.
    enum Proof {
        NONE,
        WRONG_PASSWORD,
        STALE,
        FORGED_NONCE,
        ALICE,
        BOB
    }

    /// What has to become of a request.
    enum Fate {
        /// It goes to the user of ours.
        DELIVERED,
        /// It goes to the foreign address.
        RELAYED,
        /// No request leaves us.
        STOPPED
    }

    static RelayRequest drawn(SimRandom random) {
        return new RelayRequest(
                random.pick(List.of(Place.values())),
                random.pick(List.of(Path.values())),
                random.pick(List.of(Sender.values())),
                random.pick(List.of(Proof.values())),
                random.pick(METHODS),
                random.chance(0.5));
    }

    boolean foreign() {
        return !uri.ours || !route.staysHere;
    }

    Fate fate(boolean stateless) {
        boolean granted = route.grants && tagged;
        if (method.equals("CANCEL") && !stateless) {
            return Fate.STOPPED; // it belongs to no INVITE
        }
        if (method.equals("REGISTER") && uri.ours) {
            return Fate.STOPPED; // the registrar's, which wants other credentials
        }
        boolean passes = granted || (!NEVER_CHALLENGED.contains(method) && proven());
        if (foreign()) {
            return passes ? Fate.RELAYED : Fate.STOPPED;
        }
        boolean anyoneMay = sender == Sender.STRANGER || NEVER_CHALLENGED.contains(method);
        return passes || anyoneMay ? Fate.DELIVERED : Fate.STOPPED;
    }

    private boolean proven() {
        return proof == Proof.ALICE || (proof == Proof.BOB && sender == Sender.STRANGER);
    }
}
