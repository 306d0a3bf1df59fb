package dev.ringback.it.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A baresip softphone without audio device, driven and watched over its control socket. It must be
/// told to register with the server as outbound proxy; its domain is `localhost`.
public final class Baresip implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    /// The frequency of what a phone sends that talks.
    public static final double TONE = 600;

    private static final String DEAF =
            """
            audio_player aubridge,x
            audio_source aubridge,x
            audio_alert aubridge,x
            """;

    private static final String FOR_BROWSERS =
            """
            module ice.so
            module dtls_srtp.so
            rtcp_mux yes
            """;

    private final Path folder;
    private final PeerProcess process;
    private final Socket control;
    private final Transcript events;

    private Baresip(Path folder, PeerProcess process, Socket control) throws IOException {
        this.folder = folder;
        this.process = process;
        this.control = control;
        this.events = new Transcript(control.getInputStream());
    }

    /// Starts a phone for a user whose password is the user's name. It is silent and deaf.
    public static Baresip start(FreePorts ports, String user, int server) {
        return start(ports, user, server, folder -> DEAF);
    }

    /// Starts a phone for a user whose password is the user's name. It sends a tone of
    /// [#TONE] and writes what it hears into files ([#heard]).
    public static Baresip talking(FreePorts ports, String user, int server) {
        return start(ports, user, server, Baresip::sound);
    }

    /// Starts a phone that talks as [#talking] does, in the way that browsers do: ICE, and SRTP
    /// keyed by DTLS.
    public static Baresip forBrowsers(FreePorts ports, String user, int server) {
        return start(
                ports,
                folder -> sound(folder) + FOR_BROWSERS,
                account(user, server, ";mediaenc=dtls_srtp;medianat=ice"),
                user);
    }

    /// Starts a phone that talks as [#talking] does and speaks TLS with a server that it believes
    /// by this authority.
    public static Baresip overTls(FreePorts ports, String user, int server, Path authority) {
        String account =
                "<sip:%1$s@localhost;transport=tls>;auth_user=%1$s;auth_pass=%1$s".formatted(user)
                        + ";regint=60;outbound=\"sip:127.0.0.1:"
                        + server
                        + ";transport=tls\"\n";
        return start(
                ports, folder -> sound(folder) + "sip_cafile " + authority + "\n", account, user);
    }

    private static Baresip start(
            FreePorts ports, String user, int server, UnaryOperator<String> sound) {
        return start(ports, sound, account(user, server, ""), user);
    }

    private static Baresip start(
            FreePorts ports, UnaryOperator<String> sound, String account, String user) {
        Path folder = Checkout.folder("baresip-" + user);
        int port = ports.next();
        int controlPort = ports.next();
        try {
            String config = config(port, controlPort, ports.next());
            String more = sound.apply(folder.toString());
            Files.writeString(folder.resolve("config"), config + more);
            Files.writeString(folder.resolve("accounts"), account);
            Files.writeString(folder.resolve("contacts"), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PeerProcess process =
                PeerProcess.start(folder, Map.of(), "baresip", "-f", folder.toString());
        try {
            process.awaitLine(LIMIT, line -> line.contains("baresip is ready"));
            return new Baresip(folder, process, Loopback.connect(controlPort));
        } catch (IOException e) {
            process.close();
            throw new UncheckedIOException(e);
        } catch (AssertionError e) {
            process.close();
            throw e;
        }
    }

    /// Sends a command, such as `dial`, with its parameter.
    public void command(String name, String parameter) {
        String json = "{\"command\":\"%s\",\"params\":\"%s\"}".formatted(name, parameter);
        String netstring = json.length() + ":" + json + ",";
        try {
            control.getOutputStream().write(netstring.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits for an event of the control socket, such as `CALL_ESTABLISHED`, and answers all of it.
    public String awaitEvent(String type) {
        String mark = "\"type\":\"" + type + "\"";
        Waiting.until(LIMIT, () -> type + " at " + describe(), () -> events.text().contains(mark));
        String all = events.text();
        int at = all.indexOf(mark);
        int to = all.indexOf('}', at);
        return all.substring(all.lastIndexOf('{', at), to < 0 ? all.length() : to);
    }

    /// Waits until an event of this type came so many times.
    public void awaitEvents(String type, int times) {
        Waiting.until(
                LIMIT, () -> times + " " + type + " at " + describe(), () -> count(type) >= times);
    }

    /// Calls another phone, which takes the call.
    public void call(String target, Baresip callee) {
        int rings = callee.count("CALL_INCOMING");
        int begun = callee.count("CALL_ESTABLISHED");
        int own = count("CALL_ESTABLISHED");
        command("dial", target);
        callee.awaitEvents("CALL_INCOMING", rings + 1);
        callee.command("accept", "");
        awaitEvents("CALL_ESTABLISHED", own + 1);
        callee.awaitEvents("CALL_ESTABLISHED", begun + 1);
    }

    /// Ends the call with another phone, which hears of it.
    public void hangUp(Baresip other) {
        int ended = other.count("CALL_CLOSED");
        command("hangup", "");
        other.awaitEvents("CALL_CLOSED", ended + 1);
    }

    /// How many events of this type came so far.
    private int count(String type) {
        return events.text().split("\"type\":\"" + type + "\"", -1).length - 1;
    }

    /// All that it heard in its calls, in a WAV file each, in the order of their beginning. A file
    /// is complete when its call is over.
    public List<Path> heard() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith("-dec.wav")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits until the server answered its registration with 200.
    public void awaitRegistered() {
        process.awaitLine(LIMIT, line -> line.contains("200 OK") && line.contains("binding"));
    }

    /// Ends the program as its user would: it hangs up and removes its binding.
    public Finished quit() {
        command("quit", "");
        return process.await(LIMIT);
    }

    /// Its output and events so far, for the message of a failure.
    public String describe() {
        return process.describe() + "\n" + events.text();
    }

    @Override
    public void close() {
        process.close();
        try {
            control.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String config(int port, int controlPort, int rtpPort) {
        return """
                sip_listen 127.0.0.1:%d
                net_interface 127.0.0.1
                rtp_ports %d-%d
                module_path %s
                module g711.so
                module aubridge.so
                module_tmp account.so
                module_app menu.so
                module_app ctrl_tcp.so
                ctrl_tcp_listen 127.0.0.1:%d
                """
                .formatted(port, rtpPort, rtpPort + 20, modules(), controlPort);
    }

    private static String sound(String folder) {
        return """
                module ausine.so
                module sndfile.so
                audio_player aubridge,x
                audio_alert aubridge,x
                audio_source ausine,%d
                ausrc_srate 48000
                ausrc_channels 2
                snd_path %s
                """
                .formatted((int) TONE, folder);
    }

    private static String account(String user, int server, String more) {
        String who = "<sip:%1$s@localhost>;auth_user=%1$s;auth_pass=%1$s".formatted(user);
        return who + ";regint=60;outbound=\"sip:127.0.0.1:" + server + "\"" + more + "\n";
    }

    private static Path modules() {
        return Stream.of("/usr/lib/baresip/modules", "/usr/local/lib/baresip/modules")
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("baresip has no modules folder"));
    }
}
