package dev.ringback.it.reactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.message.SipRequest;
import dev.ringback.reaction.SipFailure;
import java.util.ArrayList;
import java.util.List;

/// 3xx, and the choice of 485.
final class RedirectRows {
    private static final String CAROL = "Contact: <sip:carol@[local_ip]:[local_port]>;q=0.3";
    private static final String DAVE = "Contact: <sip:dave@[local_ip]:[local_port]>;q=0.8";

    private RedirectRows() {}

    static List<ReactionRow> all() {
        return List.of(
                choice(),
                moved(),
                movedForNow(),
                circle(),
                proxy(),
                alternative(),
                offered(485),
                unknown());
    }

    private static ReactionRow choice() {
        return new ReactionRow(
                300,
                "goes to the addresses by q",
                new Script().refuse(300, CAROL, DAVE).refuse(404).take().end(),
                stage -> {
                    stage.call(stage.agent());
                    assertThat(targets(stage)).containsExactly("bob", "dave", "carol");
                });
    }

    private static ReactionRow moved() {
        return new ReactionRow(
                301,
                "goes to the new address and tells the address book",
                new Script().refuse(301, CAROL).take().end(),
                stage -> {
                    List<String> book = new ArrayList<>();
                    stage.call(
                            stage.agent(
                                    reactions ->
                                            reactions.addressBook(
                                                    (old, now) -> book.add(old + " " + now))));
                    assertThat(targets(stage)).containsExactly("bob", "carol");
                    assertThat(book)
                            .containsExactly(stage.bob() + " sip:carol@127.0.0.1:" + stage.port());
                });
    }

    private static ReactionRow movedForNow() {
        return new ReactionRow(
                302,
                "goes to the address, with the same Call-ID and the next CSeq",
                new Script().refuse(302, CAROL).take().end(),
                stage -> {
                    stage.call(stage.agent());
                    assertThat(targets(stage)).containsExactly("bob", "carol");
                    List<SipRequest> invites = stage.requests("INVITE");
                    assertThat(invites.get(1).cSeq().number()).isEqualTo(2);
                    assertThat(invites.get(1).callId()).isEqualTo(invites.get(0).callId());
                });
    }

    private static ReactionRow circle() {
        return new ReactionRow(
                302,
                "in a circle ends",
                new Script()
                        .refuse(302, CAROL)
                        .refuse(302, "Contact: <sip:bob@[local_ip]:[local_port]>"),
                stage -> {
                    SipFailure failure = stage.failedCall(stage.agent());
                    assertThat(failure).isInstanceOf(SipFailure.Redirected.class);
                    assertThat(targets(stage)).containsExactly("bob", "carol");
                });
    }

    private static ReactionRow proxy() {
        return new ReactionRow(
                305,
                "goes through the proxy, this once",
                new Script().refuse(305, "Contact: <sip:[local_ip]:[local_port]>").take().end(),
                stage -> {
                    stage.call(stage.agent());
                    assertThat(targets(stage)).containsExactly("bob", "bob");
                    assertThat(stage.requests("INVITE").get(1).value(HeaderName.ROUTE))
                            .isEqualTo("<sip:127.0.0.1:" + stage.port() + ";lr>");
                });
    }

    private static ReactionRow alternative() {
        return new ReactionRow(
                380,
                "is reported with its body",
                new Script()
                        .receive("INVITE")
                        .answerWithBody(380, "\ntry the fax\n", CAROL, "Content-Type: text/plain")
                        .receive("ACK"),
                stage -> {
                    SipFailure failure = stage.failedCall(stage.agent());
                    assertThat(failure)
                            .isInstanceOfSatisfying(
                                    SipFailure.Redirected.class,
                                    f ->
                                            assertThat(f.response().toString())
                                                    .contains("try the fax"));
                    assertThat(stage.methods()).containsExactly("INVITE", "ACK");
                });
    }

    private static ReactionRow unknown() {
        return new ReactionRow(
                399,
                "acts as 300",
                new Script().refuse(399, CAROL).take().end(),
                stage -> {
                    stage.call(stage.agent());
                    assertThat(targets(stage)).containsExactly("bob", "carol");
                });
    }

    private static ReactionRow offered(int status) {
        return new ReactionRow(
                status,
                "leaves the choice to the user",
                new Script().refuse(status, CAROL, DAVE),
                stage -> {
                    SipFailure failure = stage.failedCall(stage.agent());
                    assertThat(failure)
                            .isInstanceOfSatisfying(
                                    SipFailure.Redirected.class,
                                    f ->
                                            assertThat(f.choices())
                                                    .extracting(c -> String.valueOf(c.uri()))
                                                    .containsExactly(
                                                            uri(stage, "dave"),
                                                            uri(stage, "carol")));
                    assertThat(stage.methods()).containsExactly("INVITE", "ACK");
                });
    }

    private static String uri(Stage stage, String user) {
        return "sip:" + user + "@127.0.0.1:" + stage.port();
    }

    private static List<String> targets(Stage stage) {
        return stage.requests("INVITE").stream()
                .map(request -> request.requestUri().toString().replaceAll("sip:(.*)@.*", "$1"))
                .toList();
    }
}
