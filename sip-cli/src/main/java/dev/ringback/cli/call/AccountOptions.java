package dev.ringback.cli.call;

import dev.ringback.cli.client.Target;
import dev.ringback.cli.secure.SecureOptions;
import dev.ringback.cli.terminal.UsageException;
import dev.ringback.sip.SipClient;
import dev.ringback.stack.Transport;
import dev.ringback.uri.SipUri;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Who we are and how we are connected: options that all commands of a user agent share.
public final class AccountOptions {
    private static final String NOBODY = "anonymous@anonymous.invalid";

    @Option(
            names = {"-u", "--user", "-fu"},
            paramLabel = "USER",
            description = "who we are: alice, alice@example.com, sip:alice@example.com")
    private @Nullable String user;

    @Option(
            names = {"-a", "--password", "-ap"},
            paramLabel = "PASSWORD",
            description = "the user's password, where somebody asks for it")
    private @Nullable String password;

    @Option(
            names = {"--auth-user", "-au"},
            paramLabel = "NAME",
            description = "the name that goes with the password, where it is another one")
    private @Nullable String authUser;

    @Option(names = "--display-name", paramLabel = "NAME", description = "the name beside USER")
    private @Nullable String displayName;

    @Option(
            names = {"-p", "--proxy"},
            paramLabel = "URI",
            description = "everything goes there first; may be repeated")
    private List<String> proxies = new ArrayList<>();

    @Option(
            names = "--registrar",
            paramLabel = "URI",
            description = "registers there first, and removes it at the end")
    private @Nullable String registrar;

    @Option(
            names = {"-t", "--transport"},
            paramLabel = "NAME",
            description = "udp, tcp, tls, ws or wss, where the address does not say")
    private @Nullable String transport;

    @Option(
            names = {"-l", "--listen"},
            paramLabel = "SOCKET",
            description = "where we are heard, such as tcp:127.0.0.1:5070; may be repeated")
    private List<String> listen = new ArrayList<>();

    @Option(
            names = {"-H", "--header", "-xh"},
            paramLabel = "'NAME: VALUE'",
            description = "one header line more; may be repeated")
    private List<String> headers = new ArrayList<>();

    private final List<String> met = new ArrayList<>();

    @Mixin private TlsTrust tls = new TlsTrust();
    @Mixin private SecureOptions secure = new SecureOptions();

    /// The options as they are before any is given.
    public AccountOptions() {}

    /// What is signed and encrypted.
    public SecureOptions secure() {
        return secure;
    }

    /// Sets up a client for TLS, and for the WebSockets among the proxies and the registrar.
    ///
    public SipClient.Builder layers(SipClient.Builder client) {
        client.tls(tls.options());
        Stream.of(proxies.stream(), Stream.ofNullable(registrar), met.stream())
                .flatMap(each -> each)
                .filter(each -> each.startsWith("ws://") || each.startsWith("wss://"))
                .forEach(client::webSocket);
        return client;
    }

    /// What the ladder calls us.
    String label() throws UsageException {
        return user == null
                ? "ringback"
                : Objects.requireNonNullElse(address("localhost").user(), "ringback");
    }

    /// The user with the domain where none was written, as a SIP URI; without a user it is nobody
    /// in particular, RFC 3261 §8.1.1.3.
    public SipUri address(String domain) throws UsageException {
        String name = user == null ? NOBODY : user;
        boolean whole = name.indexOf('@') >= 0 || name.startsWith("sip:");
        return Target.parse(whole ? name : name + "@" + domain).uri().withoutParameters();
    }

    /// Whether a user was named.
    public boolean named() {
        return user != null;
    }

    /// The password; null where none was given.
    public @Nullable String password() throws UsageException {
        if (password != null && user == null && authUser == null) {
            throw new UsageException("--password needs --user");
        }
        return password;
    }

    /// The name that goes with the password; null where it is the user's.
    public @Nullable String authUser() {
        return authUser;
    }

    /// The name beside the user; null for none.
    public @Nullable String displayName() {
        return displayName;
    }

    /// The proxies as URIs, with the transport where they say none.
    public List<String> proxies() throws UsageException {
        List<String> routes = new ArrayList<>();
        for (String proxy : proxies) {
            routes.add(towards(Target.parse(proxy).uri()).toString());
        }
        return routes;
    }

    /// Where a first message towards somebody leaves for: the first proxy, or else them.
    public SipUri firstHop(SipUri to) throws UsageException {
        return proxies.isEmpty() ? to : towards(Target.parse(proxies.getFirst()).uri());
    }

    /// The registrar; null where nothing is to be registered.
    public @Nullable SipUri registrar() throws UsageException {
        if (registrar != null && user == null) {
            throw new UsageException("--registrar needs --user");
        }
        return registrar == null ? null : towards(Target.parse(registrar).uri());
    }

    /// A target with the wanted transport where it says none itself; the path of a WebSocket is
    /// kept for [#layers].
    public SipUri towards(Target target) throws UsageException {
        met.add(target.url());
        return towards(target.uri());
    }

    /// A URI with the wanted transport, where it says none itself.
    public SipUri towards(SipUri uri) throws UsageException {
        if (transport == null) {
            return uri;
        }
        Transport wanted = Transport.named(transport);
        if (wanted == null) {
            throw new UsageException(
                    "--transport: '" + transport + "' is none of udp, tcp, tls, ws and wss");
        }
        boolean said = uri.transportParameter() != null;
        return said ? uri : uri.withParameter("transport", wanted.parameter());
    }

    /// Where to listen; none for free ports.
    public List<String> listen() {
        return List.copyOf(listen);
    }

    /// The header lines, each with its name first.
    public List<HeaderOption> headers() throws UsageException {
        List<HeaderOption> lines = new ArrayList<>();
        for (String line : headers) {
            lines.add(HeaderOption.parse("--header", line));
        }
        return lines;
    }
}
