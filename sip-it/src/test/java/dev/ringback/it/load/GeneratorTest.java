package dev.ringback.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.bench.load.Load;
import dev.ringback.bench.load.tally.Counts;
import dev.ringback.bench.load.tally.Result;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.ServerProcess;
import dev.ringback.it.peer.Sipp;
import dev.ringback.it.peer.SippResult;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the load generator says about a run is what SIPp at the other end, or a witness between
/// them, says as well.
class GeneratorTest {
    private static final String HOST = "127.0.0.1:";
    private static final int CALLS = 160;

    /// One of sixteen calls never arrives.
    private static final int ARRIVING = CALLS / 16 * 15;

    private final FreePorts ports = new FreePorts();

    @Test
    void calleesOfSippCountTheSameCalls() {
        int callee = ports.next();
        try (Sipp uas = Sipp.builtIn("uas", callee, "-m", "300").listening(callee)) {
            Result result = call(callee, "--count", "300", "--rate", "300");
            SippResult sipp = uas.await();
            assertThat(result.counts().outcome().ok()).as(sipp.report()).isEqualTo(300);
            assertThat(sipp.total("SuccessfulCall")).as(sipp.report()).isEqualTo(300);
            assertThat(result.counts().statuses()).containsEntry(180, 300L);
            assertThat(result.counts().statuses()).containsEntry(200, 300L);
        }
    }

    @Test
    void callersOfSippCountTheSameCalls() {
        int callee = ports.next();
        CompletableFuture<Result> answering =
                CompletableFuture.supplyAsync(
                        () -> Load.run("answer", "--callee", HOST + callee, "--count", "300"));
        try (Sipp uac =
                Sipp.builtIn("uac", ports.next(), HOST + callee, "-m", "300", "-r", "300")) {
            SippResult sipp = uac.await();
            Counts counts = answering.orTimeout(60, TimeUnit.SECONDS).join().counts();
            assertThat(sipp.total("SuccessfulCall")).as(sipp.report()).isEqualTo(300);
            assertThat(counts.outcome().ok()).as(counts.toString()).isEqualTo(300);
            assertThat(counts.outcome().failed()).as(counts.toString()).isZero();
            assertThat(counts.callee()).isEqualTo(new Counts.Callee(300, 300, 300));
        }
    }

    /// A 200 or an ACK that got lost is SIPp's to mend, an INVITE or a BYE is ours.
    @Test
    void whatIsLostIsCountedByWhoSendsItAgain() throws IOException {
        int callee = ports.next();
        int between = ports.next();
        String calls = Integer.toString(ARRIVING);
        try (Sipp uas = Sipp.written(answering(between), callee, "-m", calls).listening(callee);
                Relay relay = new Relay(between, callee, new Losses())) {
            String count = Integer.toString(CALLS);
            Result result = call(between, "--count", count, "--rate", "100", "--hold", "1500");
            SippResult sipp = uas.await();
            Counts counts = result.counts();
            String all = counts + "\n" + sipp.report();
            assertThat(sipp.total("SuccessfulCall")).as(all).isEqualTo(ARRIVING);
            assertThat(counts.outcome().ok()).as(all).isEqualTo(ARRIVING);
            assertThat(counts.outcome().reasons())
                    .as(all)
                    .containsExactly(Map.entry("no answer to INVITE", 10L));
            assertThat(counts.again().retransmissions())
                    .as(all)
                    .isEqualTo(relay.repeatsOfCaller())
                    .isGreaterThanOrEqualTo(10 * 4 + 10 * 3);
            assertThat(sipp.total("Retransmissions"))
                    .as(all)
                    .isEqualTo(relay.repeatsOfCallee())
                    .isGreaterThanOrEqualTo(10 * 3);
            assertThat(counts.again().late()).as(all).isGreaterThanOrEqualTo(10 * 3);
            assertThat(counts.again().repeats()).as(all).isGreaterThanOrEqualTo(10);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void callsThroughTheServerAreWhole(String transport) {
        try (ServerProcess server =
                ServerProcess.start(ports, "--no-auth", "--domain", "bench.test")) {
            String callee = HOST + ports.next();
            String[] common = {
                "--transport", transport, "--callee", callee, "--users", "50", "--warm-up", "0"
            };
            Counts registered = run("register", server.port(), common, "--count", "50");
            assertThat(registered.outcome().ok()).as(registered.toString()).isEqualTo(50);
            Counts counts =
                    run("call", server.port(), common, "--count", "400", "--in-flight", "10");
            assertThat(counts.outcome().ok()).as(counts.toString()).isEqualTo(400);
            assertThat(counts.outcome().reasons()).as(counts.toString()).isEmpty();
            assertThat(counts.callee()).isEqualTo(new Counts.Callee(400, 400, 400));
        }
    }

    @Test
    void onlyTheRightPasswordRegisters() {
        String[] users = {
            "--domain", "bench.test", "--user", "u000000:right", "--user", "u000001:right"
        };
        try (ServerProcess server = ServerProcess.start(ports, users)) {
            String[] right = {"--secret", "right", "--users", "2", "--warm-up", "0"};
            Counts good = run("register", server.port(), right, "--count", "40");
            assertThat(good.outcome().ok()).as(good.toString()).isEqualTo(40);
            assertThat(good.statuses()).isEqualTo(Map.of(401, 40L, 200, 40L));
            String[] wrong = {"--secret", "wrong", "--users", "2", "--warm-up", "0"};
            Counts bad = run("register", server.port(), wrong, "--count", "2");
            assertThat(bad.outcome().ok()).as(bad.toString()).isZero();
            assertThat(bad.outcome().failed()).as(bad.toString()).isEqualTo(2);
        }
    }

    private Counts run(String kind, int server, String[] common, String... more) {
        Stream<String> own =
                Stream.of(
                        kind,
                        "--server",
                        HOST + server,
                        "--caller",
                        HOST + ports.next(),
                        "--drain",
                        "10");
        Stream<String> rest = Stream.concat(Stream.of(common), Stream.of(more));
        return Load.run(Stream.concat(own, rest).toArray(String[]::new)).counts();
    }

    private Result call(int server, String... more) {
        Stream<String> own =
                Stream.of(
                        "call",
                        "--server",
                        HOST + server,
                        "--caller",
                        HOST + ports.next(),
                        "--callee",
                        HOST + ports.next(),
                        "--warm-up",
                        "200");
        return Load.run(Stream.concat(own, Stream.of(more)).toArray(String[]::new));
    }

    /// SIPp's own callee, with the relay as its Contact so that nothing bypasses that.
    private static String answering(int contact) {
        String dialog =
                """
                [last_Via:]
                [last_From:]
                [last_To:];tag=callee[call_number]
                [last_Call-ID:]
                [last_CSeq:]
                Contact: <sip:callee@127.0.0.1:%d>
                Content-Length: 0
                """
                        .formatted(contact);
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <scenario name="callee">
          <recv request="INVITE"/>
          <send><![CDATA[
        SIP/2.0 180 Ringing
        %1$s
          ]]></send>
          <send retrans="500"><![CDATA[
        SIP/2.0 200 OK
        %1$s
          ]]></send>
          <recv request="ACK"/>
          <recv request="BYE"/>
          <send><![CDATA[
        SIP/2.0 200 OK
        [last_Via:]
        [last_From:]
        [last_To:]
        [last_Call-ID:]
        [last_CSeq:]
        Content-Length: 0

          ]]></send>
          <timewait milliseconds="4000"/>
        </scenario>
        """
                .formatted(dialog);
    }
}
