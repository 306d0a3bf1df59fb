package dev.ringback.callflow.draw;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.FlowFilter;
import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Transaction;
import dev.ringback.callflow.draw.Ladder.Column;
import dev.ringback.header.Method;
import dev.ringback.header.notice.Server;
import dev.ringback.header.notice.UserAgent;
import dev.ringback.header.route.Via;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which socket addresses are one party, in which order parties stand, and what they are called.
///
/// One party are the addresses of the element that recorded the flow; the address that sent a
/// request and that to which its responses went, on one host; and all of a host where that is
/// wanted.
final class Parties {
    private static final int LONGEST_NAME = 64;

    private final boolean compressed;
    private final Map<InetSocketAddress, InetSocketAddress> same = new LinkedHashMap<>();
    private final Map<InetSocketAddress, Integer> numbers = new HashMap<>();
    private final List<Column> columns = new ArrayList<>();
    private final Set<Integer> forwarders;
    private final int own;

    Parties(List<CallFlow> flows, List<Passed> messages, boolean compressed) {
        this.compressed = compressed;
        Set<InetSocketAddress> recording = new LinkedHashSet<>();
        flows.forEach(flow -> recording.addAll(flow.own()));
        List<InetSocketAddress> mine = List.copyOf(recording);
        mine.forEach(address -> join(mine.getFirst(), address));
        messages.forEach(
                passed -> {
                    root(passed.from());
                    root(passed.to());
                });
        joinHosts();
        joinReturns(messages);
        Map<InetSocketAddress, Set<InetSocketAddress>> members = members(messages, mine);
        members.keySet().forEach(root -> numbers.put(root, numbers.size()));
        this.own = mine.isEmpty() ? -1 : column(mine.getFirst());
        Names names = new Names(this);
        messages.forEach(names::read);
        this.forwarders = Set.copyOf(names.forwarders);
        Map<Integer, String> known = names.known(own);
        members.values().forEach(addresses -> columns.add(column(addresses, known)));
    }

    private void joinHosts() {
        if (compressed) {
            Map<Object, InetSocketAddress> hosts = new HashMap<>();
            for (InetSocketAddress address : List.copyOf(same.keySet())) {
                join(hosts.computeIfAbsent(host(address), _ -> address), address);
            }
        }
    }

    private static Object host(InetSocketAddress address) {
        return address.getAddress() == null ? address.getHostString() : address.getAddress();
    }

    /// A client may send from one port and name another one in its Via.
    private void joinReturns(List<Passed> messages) {
        Map<String, Passed> requests = new HashMap<>();
        for (Passed passed : messages) {
            String key = Transaction.key(passed.message());
            if (passed.message() instanceof SipRequest) {
                requests.putIfAbsent(key, passed);
                continue;
            }
            Passed request = requests.get(key);
            if (request != null && !request.from().equals(passed.from())) {
                joinOnHost(request.from(), passed.to());
            }
            if (request != null && !request.to().equals(passed.to())) {
                joinOnHost(request.to(), passed.from());
            }
        }
    }

    private void joinOnHost(InetSocketAddress one, InetSocketAddress other) {
        if (host(one).equals(host(other))) {
            join(one, other);
        }
    }

    private InetSocketAddress root(InetSocketAddress address) {
        same.putIfAbsent(address, address);
        InetSocketAddress at = address;
        InetSocketAddress next = same.getOrDefault(at, at);
        while (!next.equals(at)) {
            // halves the way for those who ask later
            InetSocketAddress beyond = same.getOrDefault(next, next);
            same.put(at, beyond);
            at = beyond;
            next = same.getOrDefault(at, at);
        }
        return at;
    }

    private void join(InetSocketAddress one, InetSocketAddress other) {
        same.put(root(other), root(one));
    }

    /// The addresses of each party, in the order in which they appear.
    private Map<InetSocketAddress, Set<InetSocketAddress>> members(
            List<Passed> messages, List<InetSocketAddress> own) {
        Map<InetSocketAddress, Set<InetSocketAddress>> members = new LinkedHashMap<>();
        for (Passed passed : messages) {
            for (InetSocketAddress each : List.of(passed.from(), passed.to())) {
                members.computeIfAbsent(root(each), _ -> new LinkedHashSet<>()).add(each);
            }
        }
        own.stream().limit(1).forEach(each -> members.putIfAbsent(root(each), Set.of(each)));
        return members;
    }

    private Column column(Set<InetSocketAddress> addresses, Map<Integer, String> names) {
        List<InetSocketAddress> all = List.copyOf(addresses);
        String name = names.get(columns.size());
        return new Column(
                name == null ? FlowFilter.text(all.getFirst()) : name, all, columns.size() == own);
    }

    /// The number of the column of an address.
    int column(InetSocketAddress address) {
        return numbers.getOrDefault(root(address), 0);
    }

    /// Whether a party sends requests on for others.
    boolean forwards(int column) {
        return forwarders.contains(column);
    }

    /// Whether it is the element that recorded the flow.
    boolean own(int column) {
        return column == own;
    }

    List<Column> columns() {
        return columns;
    }

    /// Finds out what parties are called.
    private static final class Names {
        private final Parties parties;
        private final Map<Integer, String> users = new HashMap<>();
        private final Map<Integer, String> products = new HashMap<>();
        private final Set<Integer> forwarders = new HashSet<>();

        Names(Parties parties) {
            this.parties = parties;
        }

        Map<Integer, String> known(int own) {
            Map<Integer, String> names = new HashMap<>(products);
            users.forEach(
                    (column, user) -> {
                        if (!forwarders.contains(column) && column != own) {
                            names.put(column, user);
                        }
                    });
            return names;
        }

        private void read(Passed passed) {
            SipMessage message = passed.message();
            int from = parties.column(passed.from());
            int vias = message.read(Via.FIELD).values().size();
            if (message instanceof SipResponse response) {
                if (answers(response)) {
                    name(users, from, user(message.to().uri()));
                }
                name(products, from, message.read(Server.FIELD).first());
                if (vias > 1) {
                    forwarders.add(parties.column(passed.to()));
                }
            } else if (vias > 1) {
                forwarders.add(from);
            } else {
                name(users, from, user(message.from().uri()));
                name(products, from, message.read(UserAgent.FIELD).first());
            }
        }

        /// Whether it can only be the callee who says this, or who speaks for it.
        private static boolean answers(SipResponse response) {
            return response.cSeq().method().equals(Method.INVITE)
                    && response.status() >= 180
                    && response.status() < 300;
        }

        private static @Nullable String user(Uri uri) {
            return uri instanceof SipUri sip ? sip.user() : uri.toString();
        }

        private static void name(Map<Integer, String> names, int column, @Nullable Object name) {
            String text = name == null ? "" : Visible.text(name.toString());
            if (!text.isEmpty()) {
                names.putIfAbsent(column, Width.cut(text, LONGEST_NAME));
            }
        }
    }
}
