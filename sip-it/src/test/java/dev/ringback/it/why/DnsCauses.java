package dev.ringback.it.why;

/// Names that lead nowhere: RFC 3263, RFC 2782.
final class DnsCauses extends Causes {
    private final NameServer names = open(new NameServer());
    private final Here here =
            open(
                    Here.open(
                            "dns: {servers: [\"127.0.0.1:%d\"], timeout: 5s}\n"
                                    .formatted(names.port())));

    DnsCauses() {
        cause(
                "a name that does not exist",
                500,
                "not-located-no-such-name",
                () -> at("nobody.test"),
                "host=nobody.test",
                "- dns-no-such-name nobody.test NAPTR");
        cause(
                "a failing name server",
                500,
                "not-located-dns-failed",
                () -> at("servfail.test"),
                "- dns-server-failed servfail.test NAPTR");
        cause(
                "a silent name server",
                504,
                "not-located-timed-out",
                () -> at("silent.test"),
                "- dns-timed-out silent.test NAPTR");
        cause(
                "a domain without SIP",
                500,
                "not-located-declined",
                () -> at("declined.test"),
                "- dns-declined _sip._udp.declined.test SRV");
        cause(
                "a name without addresses",
                500,
                "not-located-no-address",
                () -> at("empty.test"),
                "- dns-no-data empty.test A");
        cause(
                "servers without addresses",
                500,
                "not-located-lost-target",
                () -> at("lost.test"),
                "- dns-no-such-name nobody.test A");
        cause(
                "names in a circle",
                500,
                "not-located-dns-nonsense",
                () -> at("circle.test:5060"),
                "- dns-nonsense circle.test A");
        cause(
                "two servers of a domain, both dead",
                500,
                "econnrefused",
                () -> at("chain.test"),
                "to=udp:127.0.0.1:10",
                "[1] located",
                "[1] econnrefused",
                "*[2] econnrefused");
    }

    private Story at(String domain) {
        return here.reach("<sip:x@" + domain + ">");
    }
}
