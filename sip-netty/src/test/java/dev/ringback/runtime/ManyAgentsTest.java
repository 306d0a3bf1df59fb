package dev.ringback.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.Method;
import dev.ringback.header.address.Contact;
import dev.ringback.sip.CallReply;
import dev.ringback.sip.IncomingRequest;
import dev.ringback.sip.Registration;
import dev.ringback.sip.SipClient;
import dev.ringback.sip.UserAgent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// 100,000 registered agents in one JVM, with their registrar in it, too; its heap is 1 GiB.
@Timeout(240)
class ManyAgentsTest {
    private static final int AGENTS = 100_000;
    private static final int AT_ONCE = 500;

    @Test
    void agentsThatAreRegisteredHoldNoThreadAndLittleMemory() throws Exception {
        try (SipClient server = SipClient.newBuilder().listen("tcp:127.0.0.1:0").build();
                SipClient client = SipClient.newBuilder().listen("tcp:127.0.0.1:0").build()) {
            server.userAgent("sip:registrar@127.0.0.1")
                    .anybody()
                    .build()
                    .onRequest(Method.REGISTER, ManyAgentsTest::grant);
            String registrar =
                    "sip:127.0.0.1:%d;transport=tcp"
                            .formatted(server.listenPoints().getFirst().advertisedPort());
            long threads = Thread.getAllStackTraces().size();
            long before = used();
            List<UserAgent> agents = new ArrayList<>();
            while (agents.size() < AGENTS) {
                register(client, registrar, agents);
            }
            long each = (used() - before) / AGENTS;
            assertThat(each).as("octets for each agent").isLessThan(6_000);
            assertThat((long) Thread.getAllStackTraces().size()).isLessThan(threads + 20);
            assertThat(agents).hasSize(AGENTS);
        }
    }

    private static void grant(IncomingRequest request) {
        CallReply reply = CallReply.of(200).header("Expires", "3600");
        for (Contact contact : request.request().read(Contact.FIELD).values()) {
            reply = reply.header("Contact", contact.toString());
        }
        request.reply(reply);
    }

    private static void register(SipClient client, String registrar, List<UserAgent> agents)
            throws Exception {
        List<CompletableFuture<Registration>> under = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            UserAgent agent =
                    client.userAgent("sip:user" + agents.size() + "@example.com")
                            .registrar(registrar)
                            .build();
            agents.add(agent);
            under.add(agent.registerAsync());
        }
        for (CompletableFuture<Registration> one : under) {
            one.get(40, TimeUnit.SECONDS);
        }
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
