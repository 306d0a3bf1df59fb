package dev.ringback.proxy;

import dev.ringback.stack.Answer;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Question;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.Transport;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Finds the hops to a URI: RFC 3263 §4 without NAPTR and SRV, which come with their issue. Address
/// literals are answered in the same step, names by a question.
final class NextHops {
    private final SipStack stack;

    NextHops(SipStack stack) {
        this.stack = stack;
    }

    /// Gives the hops in the order in which to try them; none where the URI leads nowhere that we
    /// can send to.
    void find(Uri uri, Consumer<List<Hop>> then) {
        Transport transport = uri instanceof SipUri sip ? transport(sip) : null;
        if (transport == null) {
            then.accept(List.of());
            return;
        }
        SipUri sip = (SipUri) uri;
        String maddr = sip.maddr();
        String host = maddr == null ? sip.host() : bare(maddr);
        int port = sip.port() >= 0 ? sip.port() : transport.defaultPort();
        InetAddress literal = literal(host);
        if (literal == null) {
            stack.ask(
                    new Question.Addresses(host),
                    answer -> then.accept(hops(answer, transport, port)));
        } else {
            then.accept(List.of(new Hop(transport, new InetSocketAddress(literal, port))));
        }
    }

    private static List<Hop> hops(Answer answer, Transport transport, int port) {
        return switch (answer) {
            case Answer.Addresses(List<InetAddress> addresses) -> {
                List<Hop> hops = new ArrayList<>();
                for (InetAddress address : addresses) {
                    hops.add(new Hop(transport, new InetSocketAddress(address, port)));
                }
                yield hops;
            }
            case Answer.Failed _ -> List.of();
        };
    }

    private @Nullable Transport transport(SipUri uri) {
        String named = uri.transportParameter();
        if (uri.secure()) {
            return Transport.TLS;
        }
        if (named != null) {
            return Transport.named(named);
        }
        boolean haveUdp =
                stack.listenPoints().stream().anyMatch(p -> p.transport() == Transport.UDP);
        return haveUdp ? Transport.UDP : Transport.TCP;
    }

    private static @Nullable InetAddress literal(String host) {
        boolean numeric = host.indexOf(':') >= 0 || isDotted(host);
        try {
            return numeric ? InetAddress.ofLiteral(host) : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static boolean isDotted(String host) {
        int dots = 0;
        int digits = 0;
        int value = 0;
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c == '.' && digits > 0) {
                dots++;
                digits = 0;
                value = 0;
            } else if (c >= '0' && c <= '9' && digits < 3) {
                digits++;
                value = value * 10 + c - '0';
            } else {
                return false;
            }
            if (value > 255) {
                return false;
            }
        }
        return dots == 3 && digits > 0;
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]")
                ? host.substring(1, host.length() - 1)
                : host;
    }
}
