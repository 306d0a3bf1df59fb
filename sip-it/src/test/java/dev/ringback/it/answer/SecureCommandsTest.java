package dev.ringback.it.answer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.it.peer.Checkout;
import dev.ringback.it.peer.Finished;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.sip.SipClient;
import dev.ringback.sip.UserAgent;
import dev.ringback.smime.SmimeProtection;
import dev.ringback.smime.SmimeSettings;
import dev.ringback.smime.key.SelfSigned;
import dev.ringback.smime.key.UserKey;
import dev.ringback.uri.SipUri;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// `--sign`, `--encrypt` and `--keyring` on the command line.
class SecureCommandsTest {
    private final FreePorts ports = new FreePorts();

    @Test
    void aCallIsEncryptedOnceItsPeerHasSentItsCertificate() throws IOException {
        int port = ports.next();
        Path ring = Checkout.folder("ring").resolve("people.pem");
        String bob = "sip:bob@127.0.0.1:" + port;
        String[] call = {
            "call",
            bob,
            "-u",
            "alice@127.0.0.1",
            "--sign",
            "--encrypt",
            "--duration",
            "300ms",
            "--keyring",
            ring.toString()
        };
        try (Answering answer = Answering.start(port, "--sign")) {
            Finished first = Checkout.run(call);
            assertThat(first.exit()).as(first + answer.describe()).isZero();
            assertThat(first.out()).contains("493 Undecipherable", "call up");
            assertThat(Files.readString(ring)).startsWith(bob + "\n-----BEGIN CERTIFICATE-----");

            Finished again = Checkout.run(call);
            assertThat(again.exit()).as(again + answer.describe()).isEqualTo(1);
            assertThat(again.out()).doesNotContain("493");
            assertThat(answer.out()).contains("this may be an attack");
        }
    }

    @Test
    void aMessageIsReadByItsRecipientOnly() throws Exception {
        int port = ports.next();
        SipUri address = SipUri.of(false, "bob", "127.0.0.1", port);
        UserKey key =
                new SelfSigned(new SecureRandom(), Instant.now())
                        .create(address, Duration.ofDays(1));
        List<String> heard = new CopyOnWriteArrayList<>();
        List<String> wire = new CopyOnWriteArrayList<>();
        try (SipClient client =
                SipClient.newBuilder()
                        .listen("udp:127.0.0.1:" + port, "tcp:127.0.0.1:" + port)
                        .build()) {
            client.onWire(event -> wire.add(event.message().toString()));
            UserAgent bob =
                    client.userAgent(address.toString())
                            .protection(SmimeProtection.of(SmimeSettings.of(key)))
                            .build();
            bob.onMessage(request -> heard.add(requireNonNull(request.body()).text()));
            Finished sent =
                    Checkout.run(
                            "message",
                            address.toString(),
                            "at nine",
                            "-u",
                            "alice@127.0.0.1",
                            "--sign",
                            "--encrypt");
            assertThat(sent.exit()).as(sent.toString()).isZero();
        }
        assertThat(heard).containsExactly("at nine");
        assertThat(wire).hasSize(4).noneMatch(message -> message.contains("at nine"));
    }
}
