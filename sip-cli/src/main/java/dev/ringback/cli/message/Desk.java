package dev.ringback.cli.message;

import dev.ringback.cli.call.AccountOptions;
import dev.ringback.cli.call.HeaderOption;
import dev.ringback.cli.secure.SecureOptions;
import dev.ringback.cli.terminal.FailedException;
import dev.ringback.cli.terminal.Texts;
import dev.ringback.cli.terminal.UsageException;
import dev.ringback.cli.terminal.Version;
import dev.ringback.message.SipResponse;
import dev.ringback.sip.BodyProtection;
import dev.ringback.sip.OutgoingRequest;
import dev.ringback.sip.SipClient;
import dev.ringback.sip.SipException;
import dev.ringback.sip.UserAgent;
import dev.ringback.uri.SipUri;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The user agent of one run, without calls.
final class Desk implements AutoCloseable {
    private final SipClient client;
    private final UserAgent agent;
    private final @Nullable SecureOptions secure;

    private Desk(SipClient client, UserAgent agent, @Nullable SecureOptions secure) {
        this.client = client;
        this.agent = agent;
        this.secure = secure;
    }

    /// A client that is heard where a host is reached from.
    static SipClient.Builder client(List<String> listen, String towards) {
        SipClient.Builder builder = SipClient.newBuilder().product("ringback/" + Version.SHORT);
        return listen.isEmpty()
                ? builder.towards(towards)
                : builder.listen(listen.toArray(String[]::new));
    }

    /// Opens sockets towards somebody, and makes the user agent that the options describe.
    ///
    /// @param err takes what the user has to be told
    static Desk open(AccountOptions account, SipUri to, PrintWriter err)
            throws UsageException, SipException {
        SipUri registrar = account.registrar();
        SipUri address = account.address(registrar == null ? to.host() : registrar.host());
        SecureOptions secure = account.secure();
        BodyProtection protection = secure.protection(address, err::println);
        List<String> proxies = account.proxies();
        List<HeaderOption> headers = account.headers();
        String password = account.password();
        SipClient client =
                account.layers(client(account.listen(), account.firstHop(to).host())).build();
        UserAgent.Builder agent = client.userAgent(address.toString());
        String name = account.displayName();
        if (name != null) {
            agent.displayName(name);
        }
        String authUser = account.authUser();
        if (password != null && authUser != null) {
            agent.credentials(authUser, password);
        } else if (password != null) {
            agent.password(password);
        }
        if (protection != null) {
            agent.protection(protection);
        }
        if (!proxies.isEmpty()) {
            agent.proxy(proxies.toArray(String[]::new));
        }
        if (registrar != null) {
            agent.registrar(registrar.toString());
        }
        headers.forEach(header -> agent.header(header.name(), header.value()));
        return new Desk(client, agent.build(), secure);
    }

    /// What is done at a desk; it answers the exit status.
    interface Work {
        /// Does it.
        int at(Desk desk) throws SipException, InterruptedException, FailedException;
    }

    /// Opens one, works at it and closes it.
    ///
    /// @param err takes what the user has to be told
    /// @return the exit status
    /// @throws FailedException if the network or a peer is in the way
    /// @throws UsageException if what was written makes no user agent or no request
    static int with(AccountOptions account, SipUri to, PrintWriter err, Work work)
            throws FailedException, UsageException, InterruptedException {
        try (Desk desk = open(account, to, err)) {
            return work.at(desk);
        } catch (SipException e) {
            throw new FailedException(Texts.message(e));
        } catch (IllegalArgumentException e) {
            throw new UsageException(Texts.message(e));
        }
    }

    /// One with a user agent that is ready.
    static Desk of(SipClient client, UserAgent agent) {
        return new Desk(client, agent, null);
    }

    SipClient client() {
        return client;
    }

    UserAgent agent() {
        return agent;
    }

    /// Sends a request and waits for its answer.
    Outcome ask(OutgoingRequest request, Duration patience) throws InterruptedException {
        long begin = System.nanoTime();
        try {
            SipResponse response = agent.send(request.timeout(patience));
            return new Outcome.Answered(response, since(begin));
        } catch (SipException e) {
            return Outcome.of(e, since(begin), patience);
        }
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @Override
    public void close() {
        client.close();
        if (secure != null) {
            secure.remember();
        }
    }
}
