package dev.ringback.callflow.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.callflow.Passed;
import dev.ringback.callflow.intake.Summary;
import dev.ringback.callflow.sample.Found;
import dev.ringback.callflow.sample.Messages;
import dev.ringback.callflow.sample.Peer;
import dev.ringback.callflow.secrets.KeyLog;
import dev.ringback.stack.Transport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What [PcapWriter] writes is read back the same, and by others.
class WrittenCapturesTest {
    /// Of each transport small and large ones, both ways, over both versions of IP.
    static List<Passed> all() {
        List<Passed> all = new ArrayList<>();
        for (Transport transport : Transport.values()) {
            Passed one = Messages.passed(transport, "one-" + transport, 10);
            Passed big = Messages.passed(transport, "big-" + transport, 60_000);
            Passed six = Messages.passed(transport, "six-" + transport, 5_000);
            all.add(one);
            all.add(big);
            all.add(
                    between(
                            Messages.passed(transport, "back-" + transport, 20),
                            one.to(),
                            one.from()));
            all.add(
                    between(
                            six,
                            Messages.address("2001:db8::1", 5080),
                            Messages.address("2001:db8::2", one.to().getPort())));
        }
        return all;
    }

    private static Passed between(Passed passed, InetSocketAddress from, InetSocketAddress to) {
        return new Passed(passed.at(), passed.transport(), from, to, passed.message());
    }

    private static byte[] written(CaptureFormat format, List<Passed> messages) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PcapWriter writer = new PcapWriter(out, format)) {
            for (Passed passed : messages) {
                writer.write(passed);
            }
        }
        return out.toByteArray();
    }

    /// TLS is written in the clear.
    private static String line(Passed passed) {
        Transport transport =
                switch (passed.transport()) {
                    case TLS -> Transport.TCP;
                    case WSS -> Transport.WS;
                    default -> passed.transport();
                };
        String addresses = " " + passed.from() + " " + passed.to() + " ";
        return passed.at() + " " + transport + addresses + passed.message();
    }

    @ParameterizedTest
    @EnumSource(CaptureFormat.class)
    void whatIsWrittenIsReadBack(CaptureFormat format) throws IOException {
        Found found = new Found();
        Captures captures = new Captures(KeyLog.empty(), found);
        captures.read(new ByteArrayInputStream(written(format, all())));
        assertThat(found.passed.stream().map(WrittenCapturesTest::line).toList())
                .isEqualTo(all().stream().map(WrittenCapturesTest::line).toList());
        assertThat(found.unreadable).isEmpty();
        assertThat(captures.summary().skipped()).isEmpty();
    }

    @Test
    void pcapngKeepsNanoseconds() throws IOException {
        Passed one = Messages.passed(Transport.UDP, "one", 1);
        Passed fine =
                new Passed(
                        one.at().plusNanos(789),
                        one.transport(),
                        one.from(),
                        one.to(),
                        one.message());
        for (CaptureFormat format : CaptureFormat.values()) {
            Found found = new Found();
            new Captures(KeyLog.empty(), found)
                    .read(new ByteArrayInputStream(written(format, List.of(fine))));
            boolean micro = format == CaptureFormat.PCAP;
            assertThat(found.passed.getFirst().at())
                    .isEqualTo(micro ? fine.at().truncatedTo(ChronoUnit.MICROS) : fine.at());
        }
    }

    @Test
    void moreConnectionsThanAreRememberedBeginAnew() throws IOException {
        List<Passed> many = new ArrayList<>();
        for (int i = 0; i < 10_050; i++) {
            Passed one = Messages.passed(Transport.TCP, "call-" + i, 0);
            many.add(between(one, Messages.address("192.0.2.1", 10_000 + i), one.to()));
        }
        many.addAll(many.subList(0, 50));
        Found found = new Found();
        new Captures(KeyLog.empty(), found)
                .read(new ByteArrayInputStream(written(CaptureFormat.PCAP, many)));
        assertThat(found.passed).hasSize(many.size());
    }

    @Test
    void aDatagramThatCannotBeIsRefused() throws IOException {
        int header = Messages.text("long", 10_000).length() - 10_000;
        Passed tooLong = Messages.passed(Transport.UDP, "long", 65_508 - header);
        try (PcapWriter writer = new PcapWriter(new ByteArrayOutputStream(), CaptureFormat.PCAP)) {
            assertThatThrownBy(() -> writer.write(tooLong))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anAddressWithoutNumbersIsWrittenAsZeros() throws IOException {
        Passed one = Messages.passed(Transport.UDP, "one", 1);
        InetSocketAddress name = InetSocketAddress.createUnresolved("somewhere.invalid", 5060);
        Found found = new Found();
        byte[] capture = written(CaptureFormat.PCAP, List.of(between(one, name, one.to())));
        new Captures(KeyLog.empty(), found).read(new ByteArrayInputStream(capture));
        assertThat(found.passed.getFirst().from().getAddress())
                .isEqualTo(InetAddress.ofLiteral("0.0.0.0"));
    }

    /// Each message as SIP with its Call-ID, with good checksums, and nothing to complain about.
    @ParameterizedTest
    @EnumSource(CaptureFormat.class)
    void tsharkReadsEachMessage(CaptureFormat format, @TempDir Path folder) throws Exception {
        Path file = folder.resolve("written");
        Files.write(file, written(format, all()));
        String checks =
                "-oip.check_checksum:TRUE -oudp.check_checksum:TRUE -otcp.check_checksum:TRUE";
        List<String> command =
                new ArrayList<>(List.of("tshark", "-r", "written", "-Y", "sip", "-T", "fields"));
        command.addAll(List.of(checks.split(" ")));
        command.addAll(List.of("-e", "sip.Call-ID"));
        try (Peer tshark = Peer.start(folder, command.toArray(String[]::new))) {
            assertThat(tshark.output().lines().filter(l -> l.contains("-")))
                    .containsExactlyElementsOf(
                            all().stream().map(p -> p.message().callId()).toList());
        }
        List<String> complaints =
                new ArrayList<>(
                        List.of("tshark", "-r", "written", "-Y", "_ws.expert.severity >= 6291456"));
        complaints.addAll(List.of(checks.split(" ")));
        complaints.addAll(List.of("-T", "fields", "-e", "_ws.expert.message"));
        try (Peer tshark = Peer.start(folder, complaints.toArray(String[]::new))) {
            assertThat(tshark.output().lines())
                    .allMatch(
                            line ->
                                    line.startsWith("Unencrypted HTTP protocol")
                                            || line.startsWith("Running as user"));
        }
    }

    @Test
    void sngrepReadsEachMessage(@TempDir Path folder) throws Exception {
        Files.write(folder.resolve("written.pcap"), written(CaptureFormat.PCAP, four()));
        String[] command = "sngrep -F -N -q -I written.pcap -O again.pcap".split(" ");
        try (Peer sngrep = Peer.start(folder, command)) {
            sngrep.output();
        }
        Found found = new Found();
        Captures captures = new Captures(KeyLog.empty(), found);
        captures.read(folder.resolve("again.pcap"));
        assertThat(found.callIds())
                .containsExactlyInAnyOrderElementsOf(
                        four().stream().map(p -> p.message().callId()).toList());
        Summary summary = captures.summary();
        assertThat(summary.unreadable()).isZero();
    }

    /// sngrep takes messages of up to 10,240 octets, and writes WebSockets without their upgrade.
    private static List<Passed> four() {
        return List.of(
                Messages.passed(Transport.UDP, "one-UDP", 10),
                Messages.passed(Transport.UDP, "two-UDP", 5_000),
                Messages.passed(Transport.TCP, "one-TCP", 10),
                Messages.passed(Transport.TCP, "two-TCP", 5_000));
    }
}
