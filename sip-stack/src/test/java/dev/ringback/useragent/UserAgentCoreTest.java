package dev.ringback.useragent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Reply;
import dev.ringback.dialog.Dialog;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Notice;
import dev.ringback.stack.Transport;
import dev.ringback.transaction.ServerTransaction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Who gets what arrives, and what belongs to nobody: RFC 3261 §8.2, §9.2, §11.2, §12.2.2.
class UserAgentCoreTest {
    private static final String BOB = "sip:bob@example.com";

    private final CoreBench bench = new CoreBench();
    private final Agent bob = new Agent("bob");

    /// An agent that answers everything with 200 and writes it down.
    private static class Agent implements LocalAgent {
        final List<String> asked = new ArrayList<>();
        final List<String> names;
        boolean busy;

        Agent(String... names) {
            this.names = List.of(names);
        }

        @Override
        public Capabilities capabilities() {
            return Capabilities.of(
                            Method.INVITE,
                            Method.ACK,
                            Method.BYE,
                            Method.CANCEL,
                            Method.OPTIONS,
                            Method.MESSAGE)
                    .accepting("text/plain");
        }

        @Override
        public List<String> names() {
            return names;
        }

        @Override
        public boolean serves(SipRequest request) {
            return !request.requestUri().toString().contains("elsewhere");
        }

        @Override
        public void request(ServerTransaction transaction) {
            SipRequest request = transaction.request();
            asked.add(request.method().name());
            SipResponse.Builder ok = SipResponse.replyTo(request, 200);
            ok.set(HeaderName.CONTACT, "<sip:bob@127.0.0.1>");
            transaction.respond(ok.toTag("b1").build(), CoreBench.DECIDED);
        }

        @Override
        public @Nullable Reply unavailable(SipRequest options) {
            return busy
                    ? new Reply(
                            SipResponse.replyTo(options, 486).toTag("b1").build(),
                            CoreBench.DECIDED)
                    : null;
        }
    }

    /// A usage that takes requests of one method.
    private static final class Usage implements DialogUsage {
        final LocalAgent agent;
        final String method;
        final List<String> heard = new ArrayList<>();

        Usage(LocalAgent agent, String method) {
            this.agent = agent;
            this.method = method;
        }

        @Override
        public LocalAgent agent() {
            return agent;
        }

        @Override
        public boolean request(ServerTransaction transaction) {
            SipRequest request = transaction.request();
            if (!request.method().name().equals(method)) {
                return false;
            }
            heard.add(request.cSeq().toString());
            transaction.respond(SipResponse.replyTo(request, 200).build(), CoreBench.DECIDED);
            return true;
        }

        @Override
        public boolean ack(SipRequest ack, Flow flow) {
            heard.add(ack.cSeq().toString());
            return true;
        }

        @Override
        public void destroyed(dev.ringback.dialog.DialogId id, int status) {
            heard.add("destroyed " + status);
        }
    }

    UserAgentCoreTest() {
        bench.core.add(bob);
    }

    @Test
    void aRequestGoesToTheAgentThatItsUserNames() {
        Agent carol = new Agent("carol");
        bench.core.add(carol);
        bench.receive("MESSAGE", BOB, CoreBench.outside("MESSAGE", 1));
        bench.receive("MESSAGE", "sip:carol@example.com", CoreBench.outside("MESSAGE", 2));

        assertThat(bob.asked).hasSize(1);
        assertThat(carol.asked).hasSize(1);
        assertThat(bench.sent).extracting(SipResponse::status).containsExactly(200, 200);
    }

    @Test
    void whoServesAnybodyIsAskedLast() {
        Agent anybody = new Agent(LocalAgent.ANYBODY);
        bench.core.add(anybody);
        bench.receive("MESSAGE", BOB, CoreBench.outside("MESSAGE", 1));
        bench.receive("MESSAGE", "sip:eve@example.com", CoreBench.outside("MESSAGE", 2));
        bench.receive("MESSAGE", "sip:example.com", CoreBench.outside("MESSAGE", 3));

        assertThat(bob.asked).hasSize(1);
        assertThat(anybody.asked).hasSize(2);
    }

    @Test
    void ofSeveralWithOneNameTheOneThatServesTheUriIsAsked() {
        Agent second = new Agent("bob");
        bench.core.add(second);
        bench.receive("MESSAGE", "sip:bob@elsewhere.com", CoreBench.outside("MESSAGE", 1));
        assertThat(bench.status()).isEqualTo(404);
        bench.core.remove(bob);
        bench.receive("MESSAGE", BOB, CoreBench.outside("MESSAGE", 2));

        assertThat(bob.asked).isEmpty();
        assertThat(second.asked).hasSize(1);
    }

    @Test
    void nobodyIs404AndAnUnknownSchemeIs416() {
        bench.receive("MESSAGE", "sip:eve@example.com", CoreBench.outside("MESSAGE", 1));
        assertThat(bench.status()).isEqualTo(404);
        bench.receive("MESSAGE", "nobodyknows:this", CoreBench.outside("MESSAGE", 2));
        assertThat(bench.status()).isEqualTo(416);
        assertThat(bench.sent.getLast().to().tag()).isNotNull();
    }

    @Test
    void withoutTlsSipsIsAnUnknownSchemeAndWithItTheContactHasToBeSipsToo() {
        bench.receive("MESSAGE", "sips:bob@example.com", CoreBench.outside("MESSAGE", 1));
        assertThat(bench.status()).isEqualTo(416);

        CoreBench secure = new CoreBench(Transport.TLS);
        secure.core.add(bob);
        secure.receive("INVITE", "sips:bob@example.com", CoreBench.outside("INVITE", 1));
        assertThat(secure.status()).isEqualTo(400);
        assertThat(bob.asked).isEmpty();
        secure.receive("MESSAGE", "sips:bob@example.com", CoreBench.outside("MESSAGE", 2));
        assertThat(secure.status()).isEqualTo(200);
    }

    @Test
    void theChecksOfTheAgentComeFirst() {
        bench.receive("PUBLISH", BOB, CoreBench.outside("PUBLISH", 1));
        assertThat(bench.status()).isEqualTo(405);
        bench.receive("DANCE", BOB, CoreBench.outside("DANCE", 2));
        assertThat(bench.status()).isEqualTo(501);
        assertThat(bob.asked).isEmpty();
    }

    @Test
    void aRequestThatComesOnASecondWayIs482() {
        bench.receive("INVITE", BOB, CoreBench.outside("INVITE", 1));
        bench.receive("INVITE", BOB, CoreBench.outside("INVITE", 1));

        assertThat(bench.status()).isEqualTo(482);
        assertThat(bob.asked).containsExactly("INVITE");
    }

    @Test
    void optionsTellsWhatTheAgentCanOrThatItIsBusy() {
        bench.receive("OPTIONS", BOB, CoreBench.outside("OPTIONS", 1));
        SipResponse ok = bench.sent.getLast();
        assertThat(ok.status()).isEqualTo(200);
        assertThat(ok.value(HeaderName.ALLOW)).contains("INVITE");
        assertThat(ok.value(HeaderName.ACCEPT)).isEqualTo("text/plain");
        bob.busy = true;
        bench.receive("OPTIONS", BOB, CoreBench.outside("OPTIONS", 2));
        assertThat(bench.status()).isEqualTo(486);
    }

    @Test
    void aCancelThatMatchesNothingAndAByeOutsideOfDialogsAre481() {
        bench.receive("CANCEL", BOB, CoreBench.outside("CANCEL", 1));
        assertThat(bench.status()).isEqualTo(481);
        bench.receive("BYE", BOB, CoreBench.outside("BYE", 2));
        assertThat(bench.status()).isEqualTo(481);
    }

    @Test
    void aRequestOfAnUnknownDialogIs481() {
        bench.receive("BYE", BOB, CoreBench.inside("BYE", 8));
        assertThat(bench.status()).isEqualTo(481);
    }

    @Test
    void aRequestWithALowerNumberIs500AndAGapIsNoFault() {
        Usage session = new Usage(bob, "MESSAGE");
        bench.core.enter(bench.dialog(), session);
        bench.receive("MESSAGE", BOB, CoreBench.inside("MESSAGE", 100));
        assertThat(bench.status()).isEqualTo(200);
        bench.receive("MESSAGE", BOB, CoreBench.inside("MESSAGE", 99));
        assertThat(bench.status()).isEqualTo(500);
        bench.receive("MESSAGE", BOB, CoreBench.inside("MESSAGE", 101));

        assertThat(session.heard).containsExactly("100 MESSAGE", "101 MESSAGE");
    }

    @Test
    void theUsagesOfADialogAreAskedInTurnAndThenTheAgent() {
        Usage first = new Usage(bob, "BYE");
        Usage second = new Usage(bob, "MESSAGE");
        Dialog dialog = bench.dialog();
        bench.core.enter(dialog, first);
        bench.core.enter(dialog, second);
        bench.receive("MESSAGE", BOB, CoreBench.inside("MESSAGE", 8));
        bench.receive("BYE", BOB, CoreBench.inside("BYE", 9));
        bench.core.leave(dialog.id(), second);
        bench.receive("MESSAGE", BOB, CoreBench.inside("MESSAGE", 10));

        assertThat(first.heard).containsExactly("9 BYE");
        assertThat(second.heard).containsExactly("8 MESSAGE");
        assertThat(bob.asked).containsExactly("MESSAGE");
    }

    @Test
    void theLastUsageEndsTheDialog() {
        Usage session = new Usage(bob, "BYE");
        Dialog dialog = bench.dialog();
        bench.core.enter(dialog, session);
        assertThat(bench.core.dialog(dialog.id())).isSameAs(dialog);
        bench.core.leave(dialog.id(), session);

        assertThat(bench.core.dialogCount()).isZero();
        assertThat(dialog.state()).isEqualTo(Dialog.State.TERMINATED);
    }

    @Test
    void aDestroyedDialogIsToldToAllItsUsages() {
        Usage first = new Usage(bob, "BYE");
        Usage second = new Usage(bob, "MESSAGE");
        Dialog dialog = bench.dialog();
        bench.core.enter(dialog, first);
        bench.core.enter(dialog, second);
        bench.core.destroy(dialog.id(), 404);

        assertThat(first.heard).containsExactly("destroyed 404");
        assertThat(second.heard).containsExactly("destroyed 404");
        assertThat(bench.core.dialogCount()).isZero();
    }

    @Test
    void anAckGoesToItsDialogAndAStrangeOneNowhere() {
        Usage session = new Usage(bob, "BYE");
        bench.core.enter(bench.dialog(), session);
        bench.receive("ACK", BOB, CoreBench.inside("ACK", 7));
        assertThat(session.heard).containsExactly("7 ACK");
        bench.receive("ACK", BOB, CoreBench.outside("ACK", 9));
        assertThat(bench.notices).contains(new Notice.Dropped("unmatched_ack"));
    }

    @Test
    void whoExpectsADialogGetsItsFirstRequest() {
        Usage subscription = new Usage(bob, "MESSAGE");
        bench.core.expect("c7", "b1", subscription);
        bench.receive("MESSAGE", BOB, CoreBench.inside("MESSAGE", 1));
        bench.core.expectNoMore("c7", "b1", subscription);
        bench.receive("MESSAGE", BOB, CoreBench.inside("MESSAGE", 2));

        assertThat(subscription.heard).containsExactly("1 MESSAGE");
        assertThat(bench.status()).isEqualTo(481);
    }

    @Test
    void oneOfAHundredThousandAgentsIsLookedUp() {
        List<Agent> looked = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            Agent agent =
                    new Agent("user" + i) {
                        @Override
                        public boolean serves(SipRequest request) {
                            looked.add(this);
                            return true;
                        }
                    };
            bench.core.add(agent);
        }
        bench.receive("MESSAGE", "sip:user99999@example.com", CoreBench.outside("MESSAGE", 1));

        assertThat(looked).hasSize(1);
        assertThat(looked.getFirst().names()).containsExactly("user99999");
        assertThat(bench.status()).isEqualTo(200);
    }
}
