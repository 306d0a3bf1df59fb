package dev.ringback.cli.call;

import dev.ringback.cli.secure.SecureOptions;
import dev.ringback.cli.terminal.Arguments;
import dev.ringback.cli.terminal.UsageException;
import dev.ringback.media.AudioCall;
import dev.ringback.media.RtpMedia;
import dev.ringback.sip.BodyProtection;
import dev.ringback.sip.Call;
import dev.ringback.sip.Registration;
import dev.ringback.sip.SipClient;
import dev.ringback.sip.SipException;
import dev.ringback.sip.UserAgent;
import dev.ringback.uri.SipUri;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The telephone of one run: a client with one user agent.
final class Station implements AutoCloseable {
    private static final String[] EVERYWHERE = {"udp:0.0.0.0:5060", "tcp:0.0.0.0:5060"};

    private final SipClient client;
    private final UserAgent agent;
    private final SecureOptions secure;
    private final Screen screen;
    private @Nullable Registration registration;

    private Station(SipClient client, UserAgent agent, SecureOptions secure, Screen screen) {
        this.client = client;
        this.agent = agent;
        this.secure = secure;
        this.screen = screen;
    }

    /// Opens sockets and makes the user agent.
    ///
    /// @param towards whom it is to reach; null for everybody
    /// @param anybody whether it takes calls for whatever user
    static Station open(
            AccountOptions account,
            RtpMedia media,
            @Nullable SipUri towards,
            boolean anybody,
            Screen screen)
            throws UsageException, SipException {
        SipUri registrar = account.registrar();
        String domain =
                registrar != null
                        ? registrar.host()
                        : towards != null ? towards.host() : "localhost";
        SipUri address = account.address(domain);
        var proxies = account.proxies();
        SecureOptions secure = account.secure();
        BodyProtection protection =
                secure.protection(
                        address, text -> screen.tell(text, "security", Map.of("notice", text)));
        SipUri peer = towards == null ? registrar : towards;
        SipUri first = peer == null ? null : account.firstHop(peer);
        SipClient client = listening(account, first).build();
        client.onWire(screen::message);
        UserAgent.Builder agent = client.userAgent(address.toString()).media(media);
        String name = account.displayName();
        if (name != null) {
            agent.displayName(name);
        }
        secrets(account, agent);
        if (protection != null) {
            agent.protection(protection);
        }
        if (!proxies.isEmpty()) {
            agent.proxy(proxies.toArray(String[]::new));
        }
        if (registrar != null) {
            agent.registrar(registrar.toString());
        }
        if (anybody) {
            agent.anybody();
        }
        return new Station(client, agent.build(), secure, screen);
    }

    /// On free ports towards somebody, or where everybody looks for a telephone.
    private static SipClient.Builder listening(AccountOptions account, @Nullable SipUri first) {
        SipClient.Builder builder = SipClient.newBuilder();
        account.layers(builder);
        if (!account.listen().isEmpty()) {
            return builder.listen(account.listen().toArray(String[]::new));
        }
        return first == null ? builder.listen(EVERYWHERE) : builder.towards(first.host());
    }

    private static void secrets(AccountOptions account, UserAgent.Builder agent)
            throws UsageException {
        String password = account.password();
        String name = account.authUser();
        if (password != null && name != null) {
            agent.credentials(name, password);
        } else if (password != null) {
            agent.password(password);
        }
    }

    SipClient client() {
        return client;
    }

    UserAgent agent() {
        return agent;
    }

    /// Registers, where a registrar was named.
    void register(AccountOptions account)
            throws UsageException, SipException, InterruptedException {
        if (account.registrar() != null) {
            Registration made = agent.register();
            registration = made;
            screen.tell(
                    "registered for " + made.granted().toSeconds() + " s",
                    "registered",
                    Map.of("seconds", made.granted().toSeconds()));
        }
    }

    /// The sound of a call; null where it has none.
    static @Nullable AudioCall sound(Call call) {
        return call.media() instanceof AudioCall audio ? audio : null;
    }

    /// Waits until the last message is shown and the last of the sound is counted, and tells of it.
    static void tellFigures(Call call, Screen screen) {
        screen.settle(call.callId());
        AudioCall audio = sound(call);
        if (audio == null) {
            return;
        }
        for (int i = 0; i < 100 && !audio.ended().isDone(); i++) {
            Arguments.pause(Duration.ofMillis(10));
        }
        screen.figures(audio.figures());
    }

    @Override
    public void close() {
        if (registration != null) {
            registration.close();
        }
        client.close();
        secure.remember();
    }
}
