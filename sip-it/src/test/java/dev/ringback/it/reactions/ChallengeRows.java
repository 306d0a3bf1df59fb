package dev.ringback.it.reactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.message.SipRequest;
import dev.ringback.reaction.SipFailure;
import java.util.List;

/// 401 and 407. That the digest itself is right is proved by servers that check it.
final class ChallengeRows {
    private ChallengeRows() {}

    static List<ReactionRow> all() {
        return List.of(strongest(), stale(), wrong(), proxies(), sameCall());
    }

    private static ReactionRow strongest() {
        return new ReactionRow(
                401,
                "is answered by the strongest algorithm",
                new Script()
                        .refuse(
                                401,
                                www("bob", "n1", ", algorithm=MD5"),
                                www("bob", "n2", ", algorithm=SHA-256"))
                        .take()
                        .end(),
                stage -> {
                    stage.call(stage.agent());
                    SipRequest second = stage.requests("INVITE").get(1);
                    assertThat(second.values(HeaderName.AUTHORIZATION))
                            .singleElement()
                            .asString()
                            .contains("nonce=\"n2\"", "algorithm=SHA-256", "nc=00000001");
                    assertThat(second.cSeq().number()).isEqualTo(2);
                    assertThat(stage.methods())
                            .containsExactly("INVITE", "ACK", "INVITE", "ACK", "BYE");
                });
    }

    private static ReactionRow stale() {
        return new ReactionRow(
                401,
                "again with stale is answered again",
                new Script()
                        .refuse(401, www("bob", "n1", ""))
                        .refuse(401, www("bob", "n2", ", stale=true"))
                        .take()
                        .end(),
                stage -> {
                    stage.call(stage.agent());
                    assertThat(stage.requests("INVITE").get(2).value(auth()))
                            .contains("nonce=\"n2\"");
                });
    }

    private static ReactionRow wrong() {
        return new ReactionRow(
                401,
                "again without stale means a wrong password",
                new Script().refuse(401, www("bob", "n1", "")).refuse(401, www("bob", "n2", "")),
                stage -> {
                    SipFailure failure = stage.failedCall(stage.agent());
                    assertThat(failure)
                            .isInstanceOfSatisfying(
                                    SipFailure.Unauthorized.class,
                                    f -> assertThat(f.known()).isTrue());
                    assertThat(stage.requests("INVITE")).hasSize(2);
                });
    }

    private static ReactionRow proxies() {
        return new ReactionRow(
                407,
                "of several proxies is answered in one request",
                new Script()
                        .refuse(407, proxy("one", "n1"))
                        .refuse(407, proxy("two", "n2"))
                        .take()
                        .end(),
                stage -> {
                    stage.call(stage.agent());
                    SipRequest third = stage.requests("INVITE").get(2);
                    assertThat(third.values(HeaderName.PROXY_AUTHORIZATION))
                            .hasSize(2)
                            .anyMatch(value -> value.contains("realm=\"one\""))
                            .anyMatch(value -> value.contains("realm=\"two\""));
                    SipRequest ack = stage.requests("ACK").getLast();
                    assertThat(ack.values(HeaderName.PROXY_AUTHORIZATION))
                            .isEqualTo(third.values(HeaderName.PROXY_AUTHORIZATION));
                });
    }

    private static ReactionRow sameCall() {
        return new ReactionRow(
                407,
                "needs no second one in the same call",
                new Script().refuse(407, proxy("one", "n1")).take().end(),
                stage -> {
                    stage.call(stage.agent());
                    assertThat(stage.requests("BYE").getFirst().value(proxyAuth()))
                            .contains("nonce=\"n1\"", "nc=00000002");
                });
    }

    private static HeaderName auth() {
        return HeaderName.AUTHORIZATION;
    }

    private static HeaderName proxyAuth() {
        return HeaderName.PROXY_AUTHORIZATION;
    }

    private static String www(String realm, String nonce, String more) {
        return "WWW-Authenticate: Digest realm=\"%s\", nonce=\"%s\", qop=\"auth\"%s"
                .formatted(realm, nonce, more);
    }

    private static String proxy(String realm, String nonce) {
        return "Proxy-Authenticate: Digest realm=\"%s\", nonce=\"%s\", qop=\"auth\""
                .formatted(realm, nonce);
    }
}
