package dev.ringback.cause;

/// A check that a request can fail, with the clause that demands it.
public enum Check {
    /// It can be read: RFC 3261 §16.3 step 1.
    SYNTAX("RFC 3261 §16.3"),
    /// Its version is SIP/2.0: RFC 3261 §21.5.6.
    VERSION("RFC 3261 §21.5.6"),
    /// It is not larger than configured: RFC 3261 §21.5.7.
    MESSAGE_SIZE("RFC 3261 §21.5.7"),
    /// Its body is not larger than configured: RFC 3261 §21.4.11.
    BODY_SIZE("RFC 3261 §21.4.11"),
    /// Its Request-URI is not longer than configured: RFC 3261 §21.4.12.
    URI_LENGTH("RFC 3261 §21.4.12"),
    /// The scheme of its Request-URI is known: RFC 3261 §16.3 step 2.
    SCHEME("RFC 3261 §16.3"),
    /// It has hops left: RFC 3261 §16.3 step 3.
    MAX_FORWARDS("RFC 3261 §16.3"),
    /// It was not here before: RFC 3261 §16.3 step 4.
    LOOP("RFC 5393 §4.2"),
    /// It may still be forked: RFC 5393 §5.3.3.
    MAX_BREADTH("RFC 5393 §5.3.3"),
    /// Its addressee can be reached by a URI of its scheme: RFC 5630 §5.3.
    SIPS("RFC 5630 §5.3"),
    /// What it demands of proxies is known: RFC 3261 §16.3 step 5.
    PROXY_REQUIRE("RFC 3261 §16.3"),
    /// Its method exists: RFC 3261 §8.2.1.
    METHOD_KNOWN("RFC 3261 §21.5.2"),
    /// Its method is allowed at this address: RFC 3261 §8.2.1.
    METHOD_ALLOWED("RFC 3261 §8.2.1"),
    /// It did not arrive on two ways: RFC 3261 §8.2.2.2.
    MERGED("RFC 3261 §8.2.2.2"),
    /// What it requires is supported: RFC 3261 §8.2.2.3.
    REQUIRE("RFC 3261 §8.2.2.3"),
    /// It supports what we require: RFC 3261 §21.4.16.
    EXTENSION("RFC 3261 §21.4.16"),
    /// Its body is of a type, encoding and language that is understood: RFC 3261 §8.2.3.
    CONTENT("RFC 3261 §8.2.3"),
    /// It accepts what we would answer with: RFC 3261 §21.4.7.
    ACCEPT("RFC 3261 §21.4.7"),
    /// Its session description can be agreed on: RFC 3261 §13.3.1.3.
    SESSION("RFC 3261 §13.3.1.3"),
    /// No other INVITE of its dialog waits for its final response: RFC 3261 §14.2.
    PENDING("RFC 3261 §14.2"),
    /// It belongs to a dialog that exists: RFC 3261 §12.2.2.
    DIALOG("RFC 3261 §12.2.2"),
    /// It belongs to a transaction that exists: RFC 3261 §9.2.
    TRANSACTION("RFC 3261 §9.2"),
    /// It is newer than what was done last: RFC 3261 §10.3, §12.2.2.
    ORDER("RFC 3261 §12.2.2"),
    /// The contacts of a REGISTER make sense: RFC 3261 §10.3 step 6.
    CONTACT("RFC 3261 §10.3"),
    /// What is registered lives long enough: RFC 3261 §10.3 step 7.
    INTERVAL("RFC 3261 §10.3"),
    /// It names an event package that is served, and says what it must about it: RFC 6665 §7.3.2.
    EVENT("RFC 6665 §7.3.2"),
    /// It is about the state that is there: RFC 3903 §11.2.1.
    CONDITION("RFC 3903 §11.2.1"),
    /// The number dialled is complete: RFC 3261 §21.4.22.
    COMPLETE_ADDRESS("RFC 3261 §21.4.22"),
    /// The domain is one of ours: RFC 3261 §10.3 step 5, §21.4.4.
    DOMAIN("RFC 3261 §10.3"),
    /// It is not sent back to the address that it names already: RFC 3261 §8.3.
    REDIRECTION("RFC 3261 §8.3"),
    /// The route of a REGISTER can be followed back: RFC 3327 §5.3.
    PATH("RFC 3327 §5.3"),
    /// The privacy that it demands can be had: RFC 3323 §5.
    PRIVACY("RFC 3323 §5"),
    /// It says who it is from, as far as that is wanted: RFC 5079 §4.
    ANONYMITY("RFC 5079 §4"),
    /// It carries an Identity header field that can be used: RFC 8224 §6.2.2.
    IDENTITY("RFC 8224 §6.2.2"),
    /// Its Date, or that of its PASSporT, is fresh: RFC 8224 §6.2.
    DATE("RFC 8224 §6.2"),
    /// The certificate of its signature can be had and is trusted: RFC 8224 §6.2.2.
    CREDENTIAL("RFC 8224 §6.2.2"),
    /// The flow that its route names was named by us: RFC 5626 §5.3.1.
    FLOW("RFC 5626 §5.3.1"),
    /// A response of a next hop makes sense: RFC 3261 §16.7, §21.5.3.
    RESPONSE("RFC 3261 §21.5.3");

    private final String clause;

    Check(String clause) {
        this.clause = clause;
    }

    /// The clause that demands it.
    public String clause() {
        return clause;
    }
}
