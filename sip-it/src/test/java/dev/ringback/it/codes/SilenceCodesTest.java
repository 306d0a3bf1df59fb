package dev.ringback.it.codes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.it.peer.Caller;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.Loopback;
import dev.ringback.it.peer.Phone;
import dev.ringback.it.peer.Received;
import dev.ringback.it.peer.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/// The codes of what does not answer in time: a phone (408) and a name server (504).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SilenceCodesTest {
    /// Timer B is 32 s.
    private static final Duration LONG = Duration.ofSeconds(40);

    private final DatagramSocket nameServer = silent();
    private final ServerProcess server =
            ServerProcess.start(
                    new FreePorts(),
                    "--no-auth",
                    "--config",
                    Rows.file(
                            "dns: {servers: [127.0.0.1:%d], timeout: 300ms}\n"
                                    .formatted(nameServer.getLocalPort())));
    private final Phone phone = new Phone(Map.of());

    /// The calls wait side by side.
    private final CompletableFuture<Received> overUdp = call("UDP");

    private final CompletableFuture<Received> overTcp = call("TCP");

    @AfterAll
    void stop() {
        server.close();
        phone.close();
        nameServer.close();
    }

    private static DatagramSocket silent() {
        try {
            return new DatagramSocket(Loopback.at(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> silenceOfNameServers() {
        bind("lost", "sip:lost@silent.example");
        Rows rows = new Rows();
        rows.ask(504, "silence about a contact", Ask.of("INVITE", "sip:lost@localhost"));
        rows.ask(504, "and for other methods", Ask.of("MESSAGE", "sip:lost@localhost"));
        return new Judge(server).tests(rows);
    }

    @TestFactory
    Stream<DynamicTest> silenceOfPhones() {
        Rows rows = new Rows();
        rows.play(408, "Timer B", this::called);
        return new Judge(server).tests(rows);
    }

    private Received called(Caller caller) {
        return (caller.transport().equals("TCP") ? overTcp : overUdp).join();
    }

    private CompletableFuture<Received> call(String transport) {
        return CompletableFuture.supplyAsync(
                () -> {
                    String name = "quiet-" + transport;
                    bind(name, phone.uri("quiet"));
                    try (Caller caller = Caller.over(transport, server.port())) {
                        Ask invite = Ask.of("INVITE", "sip:" + name + "@localhost");
                        caller.send(invite.text(caller));
                        Received response = caller.finalTo("INVITE", LONG);
                        caller.send(invite.ack(caller, response));
                        return response;
                    }
                },
                task -> Thread.ofVirtual().start(task));
    }

    private void bind(String name, String contact) {
        try (Caller caller = Caller.over("UDP", server.port())) {
            Ask register = Ask.register(name).with("Contact", "<" + contact + ">");
            Received bound = Row.play(caller, register);
            assertThat(bound.status()).as(bound.text()).isEqualTo(200);
        }
    }
}
