package dev.ringback.locate;

import dev.ringback.cause.Cause.NotLocated.Reason;
import dev.ringback.cause.DnsStep;
import dev.ringback.header.route.Via;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.Transport;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Finds the servers that a URI means: RFC 3263 §4. What only the DNS knows is asked through the
/// stack, and nothing waits for it. Belongs to one stack and its thread.
///
/// A URI with an address, and one that leads nowhere, is answered in the same call.
public final class ServerLocator {
    /// How long one location may take. What was not answered until then counts as timed out.
    public static final Duration PATIENCE = Duration.ofSeconds(6);

    /// How many hops a location gives.
    static final int MOST_HOPS = 16;

    /// How many places a response that could not be sent is sent to instead.
    static final int MOST_BACKUPS = 4;

    private final SipStack stack;
    private final ServerHealth health;
    private final RandomGenerator random;
    private final Reach reach;
    private final boolean groups;
    private int running;

    /// A locator on a stack.
    ///
    /// @param health what is remembered of servers that failed
    /// @param random chooses among servers of equal priority, RFC 2782
    public ServerLocator(SipStack stack, ServerHealth health, RandomGenerator random) {
        this(stack, health, random, false);
    }

    private ServerLocator(
            SipStack stack, ServerHealth health, RandomGenerator random, boolean groups) {
        this.stack = stack;
        this.health = health;
        this.random = random;
        this.reach = new Reach(stack.listenPoints());
        this.groups = groups;
    }

    /// A locator that finds multicast groups, too, as user agents may register at one (RFC 3261
    /// §10.2.6). Without this a URI with such an address leads nowhere, so that nobody has a proxy
    /// send to many.
    public ServerLocator withGroups() {
        return new ServerLocator(stack, health, random, true);
    }

    /// A locator that draws its chance from the identifiers of the stack.
    public ServerLocator(SipStack stack, ServerHealth health) {
        this(stack, health, new SplittableRandom(stack.ids().callId().hashCode()));
    }

    /// Finds the servers of a URI, in the order in which to try them.
    public void locate(Uri uri, Consumer<Located> then) {
        locate(uri, Choice.by(random), then);
    }

    /// Finds the servers of a URI in an order that is the same whenever the seed and the records
    /// are, whoever failed meanwhile: for stateless proxies, RFC 3263 §4.4.
    ///
    /// @param seed what stands for the transaction
    public void locate(Uri uri, long seed, Consumer<Located> then) {
        locate(uri, Choice.repeatable(seed), then);
    }

    /// Finds where else the sender of a request may be reached when a response could not be sent to
    /// where the request came from: RFC 3263 §5. An address in the sent-by is taken as it is, a
    /// name with a port has addresses, a name alone has services; the transport is that of the Via.
    ///
    /// Deviation: nobody is sent to a network that is narrower than the one that the request came
    /// from, so that no stranger reaches ours through us (ADR 0014).
    ///
    /// @param via the top Via of the response
    /// @param flow how the request came
    public void locateSender(Via via, Flow flow, Consumer<List<Hop>> then) {
        SipUri sender =
                SipUri.of(false, null, via.host(), via.port())
                        .withParameter("transport", flow.transport().parameter());
        InetAddress from = flow.remote().getAddress();
        locate(
                sender,
                located ->
                        then.accept(
                                located.everyHop().stream()
                                        .filter(hop -> permits(from, hop))
                                        .limit(MOST_BACKUPS)
                                        .toList()));
    }

    private static boolean permits(InetAddress from, Hop hop) {
        return Scope.permits(from, hop.remote().getAddress());
    }

    /// What is remembered of servers that failed.
    public ServerHealth health() {
        return health;
    }

    /// How many locations wait for the DNS. Each has one timer.
    public int running() {
        return running;
    }

    private void locate(Uri uri, Choice choice, Consumer<Located> then) {
        if (!(uri instanceof SipUri sip)) {
            then.accept(Located.failed(uri.toString(), Reason.NOT_A_SIP_URI, List.of()));
            return;
        }
        String host = target(sip);
        List<Transport> transports = reach.permitted(sip);
        if (transports.isEmpty()) {
            then.accept(Located.failed(host, Reason.NO_TRANSPORT, List.of()));
            return;
        }
        InetAddress address = Literal.address(host);
        if (address != null) {
            Transport transport = Reach.usual(transports);
            int port = sip.port() > 0 ? sip.port() : transport.defaultPort();
            Hop hop =
                    new Hop(
                            transport,
                            new InetSocketAddress(address, port),
                            Names.bare(sip.host()));
            then.accept(at(host, hop, choice));
        } else if (!Names.possible(host)) {
            DnsStep step = new DnsStep(host, "A", DnsStep.Outcome.NONSENSE);
            then.accept(Located.failed(host, Reason.NO_SERVER, List.of(step)));
        } else {
            boolean named = sip.transportParameter() != null;
            String domain = Names.bare(sip.host());
            search(
                    new Search.Wanted(
                            new Search.Place(host, domain, sip.port()), transports, named, choice),
                    then);
        }
    }

    private void search(Search.Wanted wanted, Consumer<Located> then) {
        running++;
        long deadline = stack.now() + PATIENCE.toNanos();
        Consumer<Search.Found> end =
                found -> {
                    running--;
                    then.accept(located(wanted, found));
                };
        new Search(stack, reach, wanted, deadline, end).start();
    }

    private Located at(String host, Hop hop, Choice choice) {
        if (!canBe(hop)) {
            return Located.failed(host, Reason.NO_SERVER, List.of());
        }
        return stack.localFor(hop) == null
                ? Located.failed(host, Reason.NO_FAMILY, List.of())
                : located(host, List.of(hop), List.of(), choice);
    }

    private Located located(Search.Wanted wanted, Search.Found found) {
        List<Hop> hops = usable(found.hops());
        if (hops.isEmpty()) {
            return Located.failed(wanted.place().host(), Failure.of(found.steps()), found.steps());
        }
        return located(wanted.place().host(), hops, found.steps(), wanted.choice());
    }

    private boolean canBe(Hop hop) {
        InetAddress address = hop.remote().getAddress();
        boolean group = address.isMulticastAddress() && hop.transport() == Transport.UDP;
        return Literal.isServer(address) || (groups && group);
    }

    private List<Hop> usable(Collection<Hop> hops) {
        return hops.stream()
                .filter(this::canBe)
                .filter(hop -> stack.localFor(hop) != null)
                .limit(MOST_HOPS)
                .toList();
    }

    private Located located(String host, List<Hop> hops, List<DnsStep> steps, Choice choice) {
        if (choice.repeatable()) {
            return new Located(host, hops, List.of(), steps, null);
        }
        List<Hop> ordered = health.order(hops, stack.now());
        List<Hop> resting = ordered.size() == hops.size() ? List.of() : without(hops, ordered);
        return new Located(
                host, ordered, resting, steps, ordered.isEmpty() ? Reason.RESTING : null);
    }

    private static List<Hop> without(List<Hop> hops, List<Hop> some) {
        List<Hop> others = new ArrayList<>(hops);
        others.removeAll(some);
        return others;
    }

    /// RFC 3263 §4: `maddr` where there is one, else the host.
    private static String target(SipUri uri) {
        String maddr = uri.maddr();
        return Names.bare(maddr == null ? uri.host() : maddr);
    }
}
