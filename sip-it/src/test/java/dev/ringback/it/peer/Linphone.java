package dev.ringback.it.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// A linphone softphone without audio device (`linphonec`): files are its microphone and its
/// loudspeaker. It is driven and watched over its standard streams; its domain is `localhost`.
public final class Linphone implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /// How many turns of waiting pass between two questions: about a second.
    private static final int TURNS = 50;

    private final Path folder;
    private final PeerProcess process;

    private Linphone(Path folder, PeerProcess process) {
        this.folder = folder;
        this.process = process;
    }

    /// Starts a phone for a user whose password is the user's name, and registers it.
    public static Linphone register(FreePorts ports, String user, int server) {
        return register(ports, user, "127.0.0.1:" + server, "");
    }

    /// Starts such a phone that registers over TLS with a server that it believes by this
    /// authority.
    public static Linphone overTls(FreePorts ports, String user, int server, Path authority) {
        String trust = "root_ca=" + authority + "\nverify_server_certs=1\nverify_server_cn=1\n";
        return register(ports, user, "localhost:" + server + ";transport=tls", trust);
    }

    private static Linphone register(FreePorts ports, String user, String server, String trust) {
        Path folder = Checkout.folder("linphone-" + user);
        Path config = folder.resolve("linphonerc");
        try {
            Files.createDirectories(folder.resolve(".local/share/linphone"));
            Files.createDirectories(folder.resolve(".config/linphone"));
            Files.writeString(config, config(ports.next(), ports.next(), user, server, trust));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PeerProcess process =
                PeerProcess.interactive(
                        folder,
                        Map.of("HOME", folder.toString()),
                        "linphonec",
                        "-c",
                        config.toString());
        Linphone phone = new Linphone(folder, process);
        try {
            phone.type("soundcard use files");
            phone.awaitRegistered();
            return phone;
        } catch (AssertionError e) {
            process.close();
            throw e;
        }
    }

    /// It does not say by itself that it is registered: it is asked now and then.
    private void awaitRegistered() {
        AtomicInteger turns = new AtomicInteger();
        Waiting.until(
                LIMIT,
                this::describe,
                () -> {
                    if (turns.getAndIncrement() % TURNS == 0) {
                        type("status register");
                    }
                    return process.out().contains("registered, identity=");
                });
    }

    /// Types a command: `call sip:bob@localhost`, `answer`, `pause`, `terminate`, or digits.
    public void type(String command) {
        process.type(command);
    }

    /// Waits until it says something.
    public void awaitLine(String text) {
        process.awaitLine(LIMIT, line -> line.contains(text));
    }

    /// Waits until it says something so many times.
    public void awaitLines(String text, int times) {
        Waiting.until(
                LIMIT,
                () -> times + " times " + text + ": " + describe(),
                () -> process.out().split(Pattern.quote(text), -1).length > times);
    }

    /// Begins to write what it hears in the present call into a WAV file of this name.
    public Path record(String name) {
        Path file = folder.resolve(name);
        type("record " + file);
        return file;
    }

    /// Says in the present call what is in a WAV file.
    public void play(Path file) {
        type("play " + file);
    }

    /// Its output so far, for the message of a failure.
    public String describe() {
        return process.describe();
    }

    /// Ends the program as its user would: it hangs up and removes its binding.
    public Finished quit() {
        type("quit");
        return process.await(LIMIT);
    }

    @Override
    public void close() {
        process.close();
    }

    /// Without IPv6, so that it names an address that we hear. Where it finds loopback alone, it
    /// takes the network for down.
    private static String config(int port, int rtpPort, String user, String server, String trust) {
        return """
                [sip]
                sip_port=%1$d
                sip_tcp_port=%1$d
                sip_tls_port=%6$d
                %5$s
                ipv6_migration_done=1
                use_ipv6=0
                guess_hostname=0
                default_proxy=0
                [rtp]
                audio_rtp_port=%2$d
                [sound]
                echocancellation=0
                remote_ring=
                local_ring=
                [proxy_0]
                reg_proxy=<sip:%4$s>
                reg_route=<sip:%4$s;lr>
                reg_identity=sip:%3$s@localhost
                reg_expires=60
                reg_sendregister=1
                [auth_info_0]
                username=%3$s
                passwd=%3$s
                realm=localhost
                """
                .formatted(port, rtpPort, user, server, trust, trust.isEmpty() ? 0 : port + 1);
    }
}
